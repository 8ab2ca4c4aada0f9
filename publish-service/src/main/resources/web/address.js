import { KINDS } from './kinds.js';

/** What the list can be filtered by, by the names that the API gives them. */
export const FILTERS = [...KINDS.map((kind) => kind.parameter), 'q', 'source', 'since'];

const TRENDS = { kind: 'trends', window: 'window' };

/** What the address of the page asks for: the filters, and the ranking to show. */
export function readAddress() {
  const asked = new URLSearchParams(location.search);
  const filters = new Map(FILTERS.filter((name) => asked.get(name)).map((name) => [name, asked.get(name)]));
  return { filters, kind: asked.get(TRENDS.kind), window: asked.get(TRENDS.window) };
}

/** Puts the filters and the ranking into the address; `step` makes it a step that the back button takes back. */
export function writeAddress({ filters, kind, window }, step) {
  const asked = new URLSearchParams([...filters, [TRENDS.kind, kind], [TRENDS.window, window]]);
  const address = `${location.pathname}?${asked}`;
  if (step) {
    history.pushState(null, '', address);
  } else {
    history.replaceState(null, '', address);
  }
}

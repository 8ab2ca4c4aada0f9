import { KINDS } from './kinds.js';

const ONCE = ['q', 'since', 'until'];
const FILTERS = [...KINDS.map((kind) => kind.parameter), 'source', ...ONCE];
const RANKING = { kind: 'trends', window: 'window' };

/** The filters with one more: pairs of a parameter of the API and a value, all of which must hold. */
export function withFilter(filters, parameter, value) {
  const others = filters.filter(([name, known]) => name !== parameter || (!ONCE.includes(name) && known !== value));
  return [...others, [parameter, value]];
}

export function withoutFilter(filters, parameter, value) {
  return filters.filter(([name, known]) => name !== parameter || known !== value);
}

/** What the address of the page asks for: the filters, and the ranking to show. */
export function readAddress() {
  const asked = new URLSearchParams(location.search);
  const filters = [...asked]
    .filter(([name, value]) => FILTERS.includes(name) && value.trim() !== '')
    .reduce((known, [name, value]) => withFilter(known, name, value), []);
  return { filters, kind: asked.get(RANKING.kind), window: asked.get(RANKING.window) };
}

/** Puts the filters and the ranking into the address; `step` makes it a step that the back button takes back. */
export function writeAddress({ filters, kind, window }, step) {
  const asked = new URLSearchParams([...filters, [RANKING.kind, kind], [RANKING.window, window]]);
  const address = `${location.pathname}?${asked}`;
  if (step) {
    history.pushState(null, '', address);
  } else {
    history.replaceState(null, '', address);
  }
}

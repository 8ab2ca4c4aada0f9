import { element } from '../dom.js';
import { figure } from '../format.js';

const WORDS = { above: 'above usual', usual: 'as usual', below: 'below usual', unknown: 'unknown' };

/** What the index says of an hour, in words; why stands in the title. */
export function level(index) {
  const of = index?.level ?? 'unknown';
  return element(
    'span',
    { className: 'level', dataset: { level: of }, title: index?.reason ?? 'Nothing was counted in this hour.' },
    WORDS[of] ?? of,
  );
}

/** The change against the usual with its interval, where it is known: "2.1 × usual (1.4 to 3.2)". */
export function change(index) {
  if (index?.change === undefined) {
    return '–';
  }
  const times = `${figure(index.change)} ×`;
  return index.changeLow === undefined
    ? times
    : `${times} (${figure(index.changeLow)} to ${figure(index.changeHigh)})`;
}

/** Hours on end, oldest first, the last the hour that runs: each with its index, if anything was counted. */
export function hoursOf(items, number) {
  const byHour = new Map(items.map((item) => [Date.parse(item.hour), item]));
  const last = Math.floor(Date.now() / 3600000) * 3600000;
  return Array.from({ length: number }, (_, index) => {
    const at = last - (number - 1 - index) * 3600000;
    return { at: new Date(at), index: byHour.get(at) };
  });
}

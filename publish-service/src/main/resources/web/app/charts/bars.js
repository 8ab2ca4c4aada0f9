import { element } from '../dom.js';
import { count } from '../format.js';

/** A short list by count, each with a bar and, where there is one, a link. */
export function bars(entries, { kind = 'plain', most = 8 } = {}) {
  const shown = entries.slice(0, most);
  const highest = Math.max(...shown.map((entry) => entry.number), 1);
  return element(
    'ol',
    { className: 'bars', dataset: { kind } },
    ...shown.map(({ label, number, href }) => {
      const bar = element('span', { className: 'bar', 'aria-hidden': 'true' }, element('span', {}));
      bar.firstChild.style.width = `${(100 * number) / highest}%`;
      return element(
        'li',
        {},
        href ? element('a', { href }, label) : element('span', {}, label),
        element('span', { className: 'num' }, count(number)),
        bar,
      );
    }),
  );
}

/** How often each key comes, the most frequent first: [{key, label, number}]. */
export function tally(items, key, label) {
  const found = new Map();
  for (const item of items) {
    const known = found.get(key(item)) ?? { key: key(item), label: label(item), number: 0 };
    known.number++;
    found.set(known.key, known);
  }
  return [...found.values()].sort((a, b) => b.number - a.number || a.label.localeCompare(b.label));
}

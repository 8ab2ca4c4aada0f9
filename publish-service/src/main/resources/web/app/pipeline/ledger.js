import { element } from '../dom.js';
import { count } from '../format.js';

export const COLUMNS = [
  { field: 'accepted', label: 'Accepted' },
  { field: 'published', label: 'Published' },
  { field: 'duplicates', label: 'Duplicates' },
  { field: 'rejected', label: 'Rejected' },
  { field: 'inFlight', label: 'On the way' },
];

/** The sum that must come out: accepted = published + duplicates + rejected + on the way. */
export function equation(totals) {
  const signs = ['=', '+', '+', '+'];
  return element(
    'dl',
    { className: 'equation', dataset: { testid: 'equation', balanced: String(totals.balanced) } },
    ...COLUMNS.flatMap(({ field, label }, index) => [
      ...(index === 0 ? [] : [element('span', { 'aria-hidden': 'true' }, signs[index - 1])]),
      element(
        'div',
        { dataset: { field } },
        element('dt', {}, label),
        element('dd', { dataset: { testid: `total-${field}` } }, count(totals[field])),
      ),
    ]),
  );
}

/** One line a feed, the ones that do not balance first. */
export function feedTable(feeds) {
  const lines = [...feeds].sort((a, b) => a.balanced - b.balanced || b.inFlight - a.inFlight || b.accepted - a.accepted);
  return element(
    'table',
    { dataset: { testid: 'ledger-feeds' } },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        element('th', { scope: 'col', className: 'text-cell' }, 'Feed'),
        ...COLUMNS.map(({ label }) => element('th', { scope: 'col' }, label)),
        element('th', { scope: 'col' }, 'Balance'),
      ),
    ),
    element(
      'tbody',
      {},
      ...lines.map((line) =>
        element(
          'tr',
          { className: line.balanced ? '' : 'wrong', dataset: { testid: 'ledger-feed', feed: line.feed } },
          element(
            'th',
            { scope: 'row' },
            element('a', { href: `/?${new URLSearchParams({ source: line.feed })}`, dataset: { step: '' } }, line.feed),
          ),
          ...COLUMNS.map(({ field }) => element('td', {}, count(line[field]))),
          element('td', {}, line.balanced ? 'balances' : 'does not balance'),
        ),
      ),
    ),
  );
}

/** The lines by minute as minutes on end, oldest first, all feeds in one or those of `feed`. */
export function minutesOf(lines, number, feed) {
  const last = Math.floor(Date.now() / 60000) * 60000;
  const minutes = Array.from({ length: number }, (_, index) => ({
    at: new Date(last - (number - 1 - index) * 60000),
    ...Object.fromEntries(COLUMNS.map(({ field }) => [field, 0])),
  }));
  for (const line of lines) {
    const minute = minutes[number - 1 - (last - Date.parse(line.minute)) / 60000];
    if (minute && (feed === undefined || line.feed === feed)) {
      COLUMNS.forEach(({ field }) => {
        minute[field] += line[field];
      });
    }
  }
  return minutes;
}

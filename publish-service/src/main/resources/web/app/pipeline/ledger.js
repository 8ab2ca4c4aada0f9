import { button, element } from '../dom.js';
import { count, counted, hour } from '../format.js';

const RECEIVED = { field: 'received', label: 'Received' };
const ACCEPTED = { field: 'accepted', label: 'Accepted' };
const REFUSED = { field: 'refused', label: 'Refused' };
const OUTCOMES = [
  { field: 'published', label: 'Published' },
  { field: 'duplicates', label: 'Duplicates' },
  { field: 'rejected', label: 'Rejected' },
  { field: 'inFlight', label: 'On the way' },
];
const COLUMNS = [RECEIVED, REFUSED, ACCEPTED, ...OUTCOMES];

/** The sums that must come out: received = accepted + refused, accepted = published + duplicates + rejected + on the way. */
export function equations(totals) {
  return [
    equation('received', [RECEIVED, ACCEPTED, REFUSED], totals, totals.received === totals.accepted + totals.refused),
    equation('accepted', [ACCEPTED, ...OUTCOMES], totals, totals.balanced),
  ];
}

function equation(name, terms, totals, balanced) {
  return element(
    'dl',
    { className: 'equation', dataset: { testid: `equation-${name}`, balanced: String(balanced) } },
    ...terms.flatMap(({ field, label }, index) => [
      ...(index === 0 ? [] : [element('span', { 'aria-hidden': 'true' }, index === 1 ? '=' : '+')]),
      element(
        'div',
        { dataset: { field } },
        element('dt', {}, label),
        element('dd', { dataset: { testid: `${name}-${field}` } }, count(totals[field])),
      ),
    ]),
  );
}

/** One line a feed, the ones that do not balance first; beneath those that are `opened` their minutes, newest first. */
export function feedTable(feeds, opened, turn) {
  const lines = [...feeds].sort((a, b) => a.balanced - b.balanced || b.inFlight - a.inFlight || b.accepted - a.accepted);
  return table(
    'ledger-feeds',
    'Feed',
    lines.flatMap((line) => [
      row(
        { testid: 'ledger-feed', feed: line.feed },
        line,
        element(
          'a',
          { href: `/?${new URLSearchParams({ source: line.feed })}`, dataset: { focus: `feed ${line.feed}`, step: '' } },
          line.feed,
        ),
        button(says(line), () => turn(line.feed), {
          className: 'link',
          'aria-label': `${line.feed} ${says(line)}: its minutes`,
          'aria-expanded': String(opened.has(line.feed)),
          dataset: { testid: 'ledger-minutes-of', focus: line.feed, step: '' },
        }),
      ),
      ...(opened.has(line.feed)
        ? [
            element(
              'tr',
              { className: 'opened' },
              element('td', { colSpan: COLUMNS.length + 2 }, minuteTable(line.feed, opened.get(line.feed))),
            ),
          ]
        : []),
    ]),
  );
}

function minuteTable(feed, minutes) {
  return table(
    'ledger-minutes',
    'Minute',
    minutes.map((line) => row({ testid: 'ledger-minute', feed, minute: line.minute }, line, hour(line.minute), says(line))),
  );
}

/** The minutes in which feeds do not balance; nothing where there is none. */
export function unbalanced(minutes) {
  const wrong = minutes.filter((minute) => minute.unbalanced > 0);
  return wrong.length === 0
    ? undefined
    : element(
        'p',
        { className: 'bad', dataset: { testid: 'unbalanced-minutes' } },
        'More came out than went in at ',
        wrong.map((minute) => `${hour(minute.minute)} (${counted(minute.unbalanced, 'feed')})`).join(', '),
        '. Open the feed below for its minutes.',
      );
}

function says(line) {
  return line.balanced ? 'balances' : 'does not balance';
}

function table(testid, first, rows) {
  return element(
    'table',
    { dataset: { testid } },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        element('th', { scope: 'col', className: 'text-cell' }, first),
        ...COLUMNS.map(({ label }) => element('th', { scope: 'col' }, label)),
        element('th', { scope: 'col' }, 'Balance'),
      ),
    ),
    element('tbody', {}, ...rows),
  );
}

function row(dataset, line, head, balance) {
  return element(
    'tr',
    { className: line.balanced ? '' : 'wrong', dataset },
    element('th', { scope: 'row' }, head),
    ...COLUMNS.map(({ field }) => element('td', { dataset: { field } }, count(line[field]))),
    element('td', {}, balance),
  );
}

/** The sums by minute as minutes on end, oldest first. */
export function minutesOf(sums, number) {
  const last = Math.floor(Date.now() / 60000) * 60000;
  const minutes = Array.from({ length: number }, (_, index) => ({
    at: new Date(last - (number - 1 - index) * 60000),
    ...Object.fromEntries(COLUMNS.map(({ field }) => [field, 0])),
  }));
  for (const sum of sums) {
    const minute = minutes[number - 1 - (last - Date.parse(sum.minute)) / 60000];
    if (minute) {
      COLUMNS.forEach(({ field }) => {
        minute[field] = sum[field];
      });
    }
  }
  return minutes;
}

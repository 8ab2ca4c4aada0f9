import * as api from '../api.js';
import { sparkBars } from '../charts/spark.js';
import { element } from '../dom.js';
import { count, counted, hour } from '../format.js';
import { every, fill, nothing } from '../states.js';
import { minutesOf } from './ledger.js';

const REFRESH_MS = 5000;
const MINUTES = 60;
const LINES = 10000;

/** The feeds: what each gave within the hour, and which are silent where they are not used to be. */
export function open(host, visit) {
  visit.title('Feeds');
  const place = element('div', { className: 'scroll' });
  host.append(
    element(
      'div',
      { className: 'screen-head' },
      element('h1', { tabIndex: -1 }, 'Feeds'),
      element('p', {}, `What each gave, the last ${MINUTES} minutes by the minute`),
    ),
    place,
  );
  const load = async () => {
    const [ledger, ranking] = await Promise.all([
      api.ledger([['by', 'minute'], ['limit', LINES]], visit.signal),
      api.trends('topics', 'PT1H', visit.signal).catch((problem) => {
        if (problem.status === 404) {
          return {};
        }
        throw problem;
      }),
    ]);
    return { ledger, silent: ranking.degraded ?? [] };
  };
  every(REFRESH_MS, visit.signal, () =>
    place.contains(document.activeElement) ? undefined : fill(place, visit.signal, load, draw),
  );
}

function draw({ ledger, silent }) {
  const names = [...new Set([...ledger.feeds.map(({ feed }) => feed), ...silent.map(({ feed }) => feed)])];
  if (names.length === 0) {
    return nothing('No feed has given anything yet', 'Push a file with ./dateline push --feed NAME FILE.');
  }
  const rows = names
    .map((feed) => ({
      feed,
      totals: ledger.feeds.find((line) => line.feed === feed),
      minutes: minutesOf(ledger.minutes, MINUTES, feed),
      last: ledger.minutes.find((line) => line.feed === feed && line.accepted > 0)?.minute,
      silent: silent.find((one) => one.feed === feed),
    }))
    .sort((a, b) => Boolean(b.silent) - Boolean(a.silent) || (b.last ?? '').localeCompare(a.last ?? '') || a.feed.localeCompare(b.feed));
  return element(
    'table',
    { dataset: { testid: 'feeds' } },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...['Feed', 'Last hour', 'Within the hour', 'Newest', 'Accepted', 'Rejected later', 'State'].map((head, index) =>
          element('th', { scope: 'col', className: index < 2 ? 'text-cell' : '' }, head),
        ),
      ),
    ),
    element('tbody', {}, ...rows.map(row)),
  );
}

function row({ feed, totals, minutes, last, silent }) {
  const given = minutes.reduce((sum, minute) => sum + minute.accepted, 0);
  return element(
    'tr',
    { className: silent ? 'wrong' : '', dataset: { testid: 'feed', feed } },
    element(
      'th',
      { scope: 'row' },
      element('a', { href: `/?${new URLSearchParams({ source: feed })}`, dataset: { step: '' } }, feed),
    ),
    element(
      'td',
      { className: 'text-cell' },
      sparkBars(
        minutes.map((minute) => minute.accepted),
        `${counted(given, 'article')} in ${MINUTES} minutes`,
      ),
    ),
    element('td', {}, count(given)),
    element('td', { className: 'num' }, last ? hour(last) : '–'),
    element('td', { dataset: { testid: 'feed-accepted' } }, count(totals?.accepted ?? 0)),
    element('td', {}, count(totals?.rejected ?? 0)),
    element('td', {}, silent ? `silent: ${silent.says}` : 'as usual, or too new to tell'),
  );
}

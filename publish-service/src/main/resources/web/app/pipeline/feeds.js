import * as api from '../api.js';
import { sparkBars } from '../charts/spark.js';
import { button, element } from '../dom.js';
import { count, counted, hour, moment } from '../format.js';
import { every, fill, nothing, problem } from '../states.js';

const REFRESH_MS = 3000;
const MINUTES = 60;
const ORDER = ['failing', 'silent', 'gone', 'paused', 'ok', 'new'];
const WORDS = { failing: 'failing', silent: 'silent', gone: 'gone', paused: 'paused', ok: 'as expected', new: 'new' };
const WRONG = new Set(['failing', 'silent', 'gone']);

/** The feeds: how each is, what was expected and what came, how it is fetched, what of it was refused; and what to do. */
export function open(host, visit) {
  visit.title('Feeds');
  const place = element('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'Feeds' });
  const trouble = element('div', { 'aria-live': 'polite' });
  host.append(
    element(
      'div',
      { className: 'screen-head' },
      element('h1', { tabIndex: -1 }, 'Feeds'),
      element('p', {}, `How each is; the last ${MINUTES} minutes by the minute, against the same hour of the days before`),
    ),
    trouble,
    place,
  );
  const load = () => fill(place, visit.signal, () => api.feeds(visit.signal), (health) => draw(health, turn));
  const turn = async (feed, pause) => {
    try {
      await (pause ? api.pauseFeed(feed) : api.resumeFeed(feed));
      trouble.replaceChildren();
    } catch (error) {
      trouble.replaceChildren(problem(error));
    }
    await load();
  };
  every(REFRESH_MS, visit.signal, () => (place.querySelector(':focus') ? undefined : load()));
}

function draw({ feeds, trouble }, turn) {
  const note = trouble
    ? element('p', { className: 'notice', dataset: { testid: 'feeds-trouble' } }, `How feeds are fetched is not known: ${trouble}.`)
    : undefined;
  if (feeds.length === 0) {
    return [note, nothing('No feed has given anything yet', 'Push a file with ./dateline push --feed NAME FILE.')];
  }
  const sorted = [...feeds].sort(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (b.newest ?? '').localeCompare(a.newest ?? '') || a.feed.localeCompare(b.feed),
  );
  return [
    note,
    element(
      'table',
      { dataset: { testid: 'feeds' } },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...['Feed', 'State', 'Last hour', 'Within the hour', 'Expected', 'Newest', 'Accepted', 'Refused', 'Fetched', 'Do'].map((head, index) =>
            element('th', { scope: 'col', className: [0, 1, 2, 8, 9].includes(index) ? 'text-cell' : '' }, head),
          ),
        ),
      ),
      element('tbody', {}, ...sorted.map((feed) => row(feed, turn))),
    ),
  ];
}

function row(health, turn) {
  const { feed, state, says, fix, lastHour, minutes, expected, spread, newest, accepted, refused, reasons, ingest } = health;
  const paused = Boolean(ingest?.pausedSince);
  return element(
    'tr',
    { className: WRONG.has(state) ? 'wrong' : '', dataset: { testid: 'feed', feed, state } },
    element(
      'th',
      { scope: 'row' },
      element('a', { href: `/?${new URLSearchParams({ source: feed })}`, dataset: { step: '' } }, feed),
    ),
    element(
      'td',
      { className: 'text-cell feed-state' },
      element('strong', {}, WORDS[state]),
      element('p', { dataset: { testid: 'feed-says' } }, says),
      fix ? element('p', { dataset: { testid: 'feed-fix' } }, element('strong', {}, 'Do: '), fix) : undefined,
    ),
    element(
      'td',
      { className: 'text-cell' },
      sparkBars(minutes, `${counted(lastHour, 'article')} in ${MINUTES} minutes`),
    ),
    element('td', {}, count(lastHour)),
    element('td', { className: 'num' }, expected === undefined ? '–' : `${count(Math.round(expected))} ± ${count(Math.round(spread))}`),
    element('td', { className: 'num' }, newest ? hour(newest) : '–'),
    element('td', { dataset: { testid: 'feed-accepted' } }, count(accepted)),
    element(
      'td',
      { dataset: { testid: 'feed-refused' } },
      count(refused),
      ...reasons.map(({ cause, reason, count: records }) =>
        element('p', {}, element('a', { href: `/rejected?${new URLSearchParams({ cause })}`, dataset: { step: '' } }, `${count(records)} ${reason}`)),
      ),
    ),
    element('td', { className: 'text-cell' }, ...fetched(ingest)),
    element(
      'td',
      { className: 'text-cell' },
      element(
        'span',
        { className: 'operate' },
        ingest
          ? button(paused ? 'Resume' : 'Pause', () => turn(feed, !paused), {
              'aria-label': `${paused ? 'Resume' : 'Pause'} ${feed}`,
              dataset: { testid: paused ? 'feed-resume' : 'feed-pause' },
            })
          : undefined,
      ),
    ),
  );
}

/** How ingest fetches it. */
function fetched(ingest) {
  if (!ingest?.pull) {
    return [element('span', { className: 'note' }, ingest?.websub ? 'by WebSub' : 'it pushes')];
  }
  const { lastSuccess, nextFetch } = ingest.pull;
  return [
    element('p', {}, lastSuccess ? `last ${moment(lastSuccess)}` : 'never yet'),
    nextFetch ? element('p', { className: 'note', dataset: { testid: 'feed-next' } }, `next ${moment(nextFetch)}`) : undefined,
  ];
}

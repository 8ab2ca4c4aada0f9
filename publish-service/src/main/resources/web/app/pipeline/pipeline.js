import * as api from '../api.js';
import { chart, overTime, tooltip } from '../charts/chart.js';
import { element } from '../dom.js';
import { hour } from '../format.js';
import { every, fill, nothing, problem, redrawn } from '../states.js';
import { find } from './find.js';
import { findings, flowMap } from './flow-map.js';
import { groupTable, topicTable } from './kafka.js';
import { equations, feedTable, minutesOf, unbalanced } from './ledger.js';

const REFRESH_MS = 3000;
const LOOK_MS = 1000;
const TREND_MINUTES = 15;
const MINUTES = 60;

/** Whether news flow, and where not; what became of everything that was received; the topics and groups beneath. */
export function open(host, visit) {
  visit.title('Pipeline');
  const sum = element('div', {});
  const feeds = element('div', { className: 'scroll' });
  const drawing = element('div', {
    className: 'timeline',
    role: 'img',
    'aria-label': `Items received, articles accepted and published by the minute, over the last ${MINUTES} minutes`,
  });
  host.append(
    element(
      'div',
      { className: 'screen-head' },
      element('h1', { tabIndex: -1 }, 'Pipeline'),
      element('p', {}, 'Whether news flow, and if not, where they stand still'),
    ),
    flow(visit),
    find(visit),
    element('section', { className: 'panel', 'aria-labelledby': 'ledger-heading' }, element('h2', { id: 'ledger-heading' }, 'Ledger'), sum),
    element(
      'section',
      { className: 'panel', 'aria-labelledby': 'minutes-heading' },
      element('h2', { id: 'minutes-heading' }, 'By the minute'),
      drawing,
    ),
    element('section', { className: 'panel', 'aria-labelledby': 'feeds-heading' }, element('h2', { id: 'feeds-heading' }, 'By feed'), feeds),
    live(visit, 'groups', 'Groups', 'Who reads the topics, and how far behind', api.groups, groupTable),
    live(visit, 'topics', 'Topics', 'Where the records lie', api.topics, topicTable),
  );
  const ask = ledgerOfOpenedFeeds(visit, feeds);
  let minutes = [];
  let drawn;
  chart(drawing, visit.signal, (colours) => byMinute(colours, minutes)).then((made) => {
    drawn = made;
    drawn.redraw();
  });
  every(REFRESH_MS, visit.signal, () =>
    fill(sum, visit.signal, ask, ({ totals, feeds: lines, totalsByMinute }) => {
      const balanced = lines.every((line) => line.balanced);
      minutes = minutesOf(totalsByMinute, MINUTES);
      drawn?.redraw();
      return [
        ...equations(totals),
        unbalanced(totalsByMinute),
        element(
          'p',
          { className: balanced ? 'note' : 'bad' },
          balanced
            ? 'It balances: nothing was lost, nothing came out twice.'
            : 'More came out than went in. Look for the feed that does not balance, and at the log of publish-service.',
        ),
      ];
    }),
  );
}

/** Asks for the ledger, and draws its feeds with the minutes of those that are opened. */
function ledgerOfOpenedFeeds(visit, place) {
  const opened = new Map();
  let feeds = [];
  const minutesOfFeed = async (feed) => {
    const { minutes } = await api.ledger([['by', 'minute'], ['feed', feed], ['limit', MINUTES]], visit.signal);
    if (opened.has(feed)) {
      opened.set(feed, minutes);
    }
  };
  const draw = () =>
    redrawn(
      place,
      feeds.length === 0
        ? nothing('No feed has given anything yet', 'Push a file with ./dateline push FILE.')
        : feedTable(feeds, opened, turn),
    );
  const turn = async (feed) => {
    if (!opened.delete(feed)) {
      opened.set(feed, []);
      await minutesOfFeed(feed).catch(() => {}); // The next round asks again, and says what is wrong.
    }
    draw();
  };
  return async () => {
    const ledger = await api.ledger([['by', 'minute-total'], ['limit', MINUTES]], visit.signal);
    await Promise.all([...opened.keys()].map(minutesOfFeed));
    feeds = ledger.feeds;
    draw();
    return ledger;
  };
}

/** The map with what is wrong above it. */
function flow(visit) {
  const place = element('div', {});
  every(LOOK_MS, visit.signal, () =>
    fill(place, visit.signal, () => api.pipeline(TREND_MINUTES, visit.signal), (pipeline) => [findings(pipeline), ...flowMap(pipeline)]),
  );
  return element(
    'section',
    { className: 'panel', 'aria-labelledby': 'flow-heading' },
    element('h2', { id: 'flow-heading' }, 'Flow'),
    place,
  );
}

/** A live table whose rows can be opened. */
function live(visit, name, title, says, ask, draw) {
  const opened = new Set();
  const place = element('div', { className: 'scroll' });
  let answer;
  const redraw = () => redrawn(place, draw(answer, opened, redraw));
  every(LOOK_MS, visit.signal, async () => {
    try {
      answer = await ask(visit.signal);
      if (!visit.signal.aborted) {
        redraw();
      }
    } catch (error) {
      if (error.name !== 'AbortError') {
        redrawn(place, problem(error));
      }
    }
  });
  return element(
    'section',
    { className: 'panel', 'aria-labelledby': `${name}-heading` },
    element(
      'div',
      { className: 'panel-head' },
      element('h2', { id: `${name}-heading` }, title),
      element('p', { className: 'note' }, says),
    ),
    place,
  );
}

function byMinute(colours, minutes) {
  const line = (name, colour, field) => ({
    name,
    type: 'line',
    symbol: 'none',
    lineStyle: { color: colour, width: 1.5 },
    itemStyle: { color: colour },
    data: minutes.map((minute) => minute[field]),
  });
  return {
    ...overTime(
      colours,
      minutes.map(({ at }) => hour(at.toISOString())),
    ),
    animation: false,
    tooltip: tooltip(colours, { trigger: 'axis' }),
    series: [
      line('received', colours['ink-soft'], 'received'),
      line('accepted', colours['ink-faint'], 'accepted'),
      line('published', colours.accent, 'published'),
      line('duplicates', colours.warn, 'duplicates'),
      line('rejected', colours.bad, 'rejected'),
    ],
  };
}

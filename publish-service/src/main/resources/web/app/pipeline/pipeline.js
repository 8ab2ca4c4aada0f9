import * as api from '../api.js';
import { chart, overTime, tooltip } from '../charts/chart.js';
import { element } from '../dom.js';
import { hour } from '../format.js';
import { every, fill, nothing, problem, redrawn } from '../states.js';
import { find } from './find.js';
import { findings, flowMap } from './flow-map.js';
import { groupTable, topicTable } from './kafka.js';
import { equation, feedTable, minutesOf } from './ledger.js';

const REFRESH_MS = 3000;
const LOOK_MS = 1000;
const TREND_MINUTES = 15;
const MINUTES = 60;
const LINES = 5000;

/** Whether news flow, and where not; what became of everything that was accepted; the topics and groups beneath. */
export function open(host, visit) {
  visit.title('Pipeline');
  const sum = element('div', {});
  const feeds = element('div', { className: 'scroll' });
  const drawing = element('div', {
    className: 'timeline',
    role: 'img',
    'aria-label': `Articles accepted and published by the minute, over the last ${MINUTES} minutes`,
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
  let minutes = [];
  let drawn;
  chart(drawing, visit.signal, (colours) => byMinute(colours, minutes)).then((made) => {
    drawn = made;
    drawn.redraw();
  });
  every(REFRESH_MS, visit.signal, () =>
    fill(
      sum,
      visit.signal,
      () => api.ledger([['by', 'minute'], ['limit', LINES]], visit.signal),
      (ledger) => {
        minutes = minutesOf(ledger.minutes, MINUTES);
        drawn?.redraw();
        if (!feeds.contains(document.activeElement)) {
          feeds.replaceChildren(
            ledger.feeds.length === 0
              ? nothing('No feed has given anything yet', 'Push a file with ./dateline push FILE.')
              : feedTable(ledger.feeds),
          );
        }
        return [
          equation(ledger.totals),
          element(
            'p',
            { className: ledger.totals.balanced ? 'note' : 'bad' },
            ledger.totals.balanced
              ? 'It balances: nothing was lost, nothing came out twice.'
              : 'More came out than went in. Look for the feed that does not balance, and at the log of publish-service.',
          ),
        ];
      },
    ),
  );
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
      line('accepted', colours['ink-faint'], 'accepted'),
      line('published', colours.accent, 'published'),
      line('duplicates', colours.warn, 'duplicates'),
      line('rejected', colours.bad, 'rejected'),
    ],
  };
}

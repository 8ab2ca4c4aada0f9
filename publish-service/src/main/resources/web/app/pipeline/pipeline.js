import * as api from '../api.js';
import { chart, overTime, tooltip } from '../charts/chart.js';
import { element } from '../dom.js';
import { hour } from '../format.js';
import { every, fill, nothing } from '../states.js';
import { equation, feedTable, minutesOf } from './ledger.js';

const REFRESH_MS = 3000;
const MINUTES = 60;
const LINES = 5000;

/** Whether everything that was accepted came to an end, and which feed's did not. */
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
      element('p', {}, 'What became of everything that was accepted'),
    ),
    element('section', { className: 'panel', 'aria-labelledby': 'ledger-heading' }, element('h2', { id: 'ledger-heading' }, 'Ledger'), sum),
    element(
      'section',
      { className: 'panel', 'aria-labelledby': 'minutes-heading' },
      element('h2', { id: 'minutes-heading' }, 'By the minute'),
      drawing,
    ),
    element('section', { className: 'panel', 'aria-labelledby': 'feeds-heading' }, element('h2', { id: 'feeds-heading' }, 'By feed'), feeds),
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

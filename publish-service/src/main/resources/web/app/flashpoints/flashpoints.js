import * as api from '../api.js';
import { chart, tooltip } from '../charts/chart.js';
import { sparkBars } from '../charts/spark.js';
import { world } from '../charts/world.js';
import { element } from '../dom.js';
import { count, counted } from '../format.js';
import { every, fill, nothing } from '../states.js';
import { change, hoursOf, level } from './level.js';

const HOURS = 24;
const REFRESH_MS = 60000;
const LEVELS = { above: 'flashpoints', usual: 'accent', below: 'good', unknown: 'ink-faint' };

const ORDERS = [
  { value: 'change', label: 'by change', of: (row) => row.now?.change ?? -1 },
  { value: 'articles', label: 'by articles', of: (row) => row.articles },
  { value: 'name', label: 'by name', of: () => 0 },
];

/** Every flashpoint, on a map and in a list. */
export function open(host, visit) {
  visit.title('Flashpoints');
  const map = element('div', {
    className: 'map',
    role: 'img',
    'aria-label': 'World map of the flashpoints; the list below says the same',
    dataset: { testid: 'map' },
  });
  const order = element(
    'select',
    { 'aria-label': 'Order', dataset: { testid: 'order' } },
    ...ORDERS.map(({ value, label }) => element('option', { value }, label)),
  );
  order.value = ORDERS.some(({ value }) => value === visit.query.get('order')) ? visit.query.get('order') : 'articles';
  const place = element('div', { className: 'scroll' });
  host.append(
    element(
      'div',
      { className: 'screen-head' },
      element('h1', { tabIndex: -1 }, 'Flashpoints'),
      element('p', {}, 'Articles about each, by the hour of receipt, copies left out'),
      order,
    ),
    map,
    element(
      'p',
      { className: 'note legend' },
      `Larger: more articles in ${HOURS} hours. Colour: this hour against the usual,`,
      ...Object.keys(LEVELS).map((of) => level({ level: of, reason: '' })),
    ),
    place,
  );
  let rows = [];
  let drawn;
  const draw = () => {
    place.replaceChildren(
      rows.length === 0
        ? nothing('There is no flashpoint', 'Those that ship are planted when enrich-service starts.')
        : table(sorted(rows, order.value)),
    );
  };
  order.addEventListener('change', () => {
    visit.remember([['order', order.value]], false);
    draw();
  });
  const load = async () => {
    const { items } = await api.flashpoints(visit.signal);
    rows = await Promise.all(items.map((item) => row(item.definition, visit.signal)));
    return rows;
  };
  // A row that somebody holds with the keyboard is not pulled from under them.
  every(REFRESH_MS, visit.signal, () =>
    place.contains(document.activeElement)
      ? undefined
      : fill(place, visit.signal, load, () => {
          draw();
          drawn?.redraw();
          return [...place.childNodes];
        }),
  );
  drawMap(map, visit, () => rows).then((made) => {
    drawn = made;
  });
}

async function row(definition, signal) {
  const { items } = await api.flashpointIndex(definition.id, HOURS, signal);
  const hours = hoursOf(items, HOURS);
  return {
    definition,
    hours,
    now: hours.at(-1).index,
    articles: items.reduce((sum, item) => sum + item.articles, 0),
    conflict: items.reduce((sum, item) => sum + item.conflict, 0),
    talks: items.reduce((sum, item) => sum + item.talks, 0),
  };
}

function sorted(rows, order) {
  const { of } = ORDERS.find(({ value }) => value === order);
  return [...rows].sort((a, b) => of(b) - of(a) || a.definition.name.localeCompare(b.definition.name));
}

function table(rows) {
  const heads = ['Flashpoint', '24 hours', 'Articles', 'Conflict', 'Talks', 'This hour', 'Sources', 'Against the usual', 'Level'];
  return element(
    'table',
    { dataset: { testid: 'flashpoints' } },
    element('thead', {}, element('tr', {}, ...heads.map((head, index) => element('th', { scope: 'col', className: index < 2 ? 'text-cell' : '' }, head)))),
    element(
      'tbody',
      {},
      ...rows.map(({ definition: { id, name }, hours, now, articles, conflict, talks }) =>
        element(
          'tr',
          { dataset: { testid: 'flashpoint', id } },
          element(
            'th',
            { scope: 'row' },
            element('a', { href: `/flashpoints/${encodeURIComponent(id)}`, dataset: { step: '' } }, name),
          ),
          element(
            'td',
            { className: 'text-cell' },
            sparkBars(
              hours.map(({ index }) => index?.articles ?? 0),
              `${counted(articles, 'article')} in ${HOURS} hours`,
            ),
          ),
          element('td', { dataset: { testid: 'flashpoint-articles' } }, count(articles)),
          element('td', {}, count(conflict)),
          element('td', {}, count(talks)),
          element('td', {}, count(now?.articles ?? 0)),
          element('td', {}, count(now?.sources ?? 0)),
          element('td', {}, change(now)),
          element('td', {}, level(now)),
        ),
      ),
    ),
  );
}

async function drawMap(host, visit, rows) {
  const { signal } = visit;
  let countries;
  try {
    countries = await world(signal);
  } catch (problem) {
    if (!signal.aborted) {
      host.replaceChildren(element('p', { className: 'note' }, 'The map cannot be loaded; the list below has it all.'));
    }
    return undefined;
  }
  return chart(
    host,
    signal,
    (colours, echarts) => {
      echarts.registerMap('world', countries);
      return {
        tooltip: tooltip(colours, {
          formatter: ({ data }) =>
            data ? `${data.name}\n${counted(data.articles, 'article')} in ${HOURS} hours` : '',
        }),
        geo: {
          map: 'world',
          silent: true,
          left: 0,
          right: 0,
          top: 0,
          bottom: 0,
          boundingCoords: [
            [-130, 72],
            [160, -42],
          ],
          itemStyle: { areaColor: colours.rule, borderColor: colours.paper, borderWidth: 0.6 },
        },
        series: [
          {
            type: 'scatter',
            coordinateSystem: 'geo',
            data: rows().map(point),
            symbolSize: (_, { data }) => 7 + 4.5 * Math.sqrt(data.articles),
            itemStyle: {
              color: ({ data }) => colours[LEVELS[data.level]],
              opacity: 0.75,
              borderColor: colours.sheet,
              borderWidth: 1,
            },
            label: {
              show: true,
              position: 'right',
              formatter: ({ data }) => data.name,
              color: colours.ink,
              textBorderColor: colours.paper,
              textBorderWidth: 3,
              fontSize: 11,
            },
            labelLayout: { hideOverlap: true },
          },
        ],
      };
    },
    { click: ({ data }) => data?.id && visit.go(`/flashpoints/${encodeURIComponent(data.id)}`) },
  );
}

function point({ definition: { id, name, longitude, latitude }, articles, now }) {
  return { id, name, value: [longitude, latitude], articles, level: now?.level ?? 'unknown' };
}

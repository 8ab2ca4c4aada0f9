import * as api from '../api.js';
import { bars, tally } from '../charts/bars.js';
import { chart, overTime, tooltip } from '../charts/chart.js';
import { element } from '../dom.js';
import { count, counted, figure, hour, moment, percent } from '../format.js';
import { every, fill, nothing } from '../states.js';
import { choices } from '../trends/ranked.js';
import { editor } from './editor.js';
import { change, hoursOf, level } from './level.js';

const SPANS = [
  { value: '24', label: '24 h' },
  { value: '72', label: '3 days' },
  { value: '168', label: '7 days' },
  { value: '672', label: '28 days' },
];
const REFRESH_MS = 60000;
const READ = 250;
const STORIES = 8;
const LATEST = 12;

/** One flashpoint: how it stands, what is told of it and by whom, and its definition. */
export function open(host, visit) {
  const [id] = visit.parameters;
  visit.title('Flashpoint');
  return fill(host, visit.signal, () => api.flashpoint(id, visit.signal), ({ answer }) => {
    visit.title(answer.name);
    return page(answer, visit);
  });
}

function page(definition, visit) {
  const { id, name, description } = definition;
  const figures = element('div', { className: 'figures-row' });
  const drawing = element('div', { className: 'timeline', role: 'img', 'aria-label': 'Articles by the hour' });
  const around = element('div', { className: 'columns' });
  let span = SPANS.some(({ value }) => value === visit.query.get('hours')) ? visit.query.get('hours') : '24';
  let hours = [];
  let drawn;
  const load = () =>
    fill(
      figures,
      visit.signal,
      () => api.flashpointIndex(id, span, visit.signal),
      ({ items }) => {
        hours = hoursOf(items, Number(span));
        drawn?.redraw();
        const total = items.reduce((sum, item) => sum + item.articles, 0);
        drawing.setAttribute('aria-label', `${counted(total, 'article')} about ${name} in ${counted(Number(span), 'hour')}`);
        return standing(hours.at(-1).index, items);
      },
    );
  every(REFRESH_MS, visit.signal, load);
  chart(drawing, visit.signal, (colours) => timeline(colours, hours)).then((made) => {
    drawn = made;
    made.redraw();
  });
  fill(around, visit.signal, () => surroundings(id, visit.signal), (found) => columns(id, found));
  return [
    element(
      'div',
      { className: 'screen-head' },
      element('h1', { tabIndex: -1 }, name),
      element(
        'p',
        {},
        element('a', { href: `/?${new URLSearchParams({ flashpoint: id, about: 'true' })}` }, 'Its articles, live'),
      ),
    ),
    element('p', { className: 'standfirst' }, description),
    element(
      'section',
      { className: 'panel', 'aria-labelledby': 'timeline-heading' },
      element(
        'div',
        { className: 'panel-head' },
        element('h2', { id: 'timeline-heading' }, 'By the hour'),
        choices('span', 'How far back', SPANS, span, (value) => {
          span = value;
          visit.remember([['hours', value]], false);
          load();
        }),
      ),
      figures,
      drawing,
    ),
    around,
    editor(definition, visit),
  ];
}

function standing(now, items) {
  const sum = (field) => items.reduce((total, item) => total + item[field], 0);
  const tell = (name, value, more) =>
    element(
      'div',
      {},
      element('dt', {}, name),
      element('dd', {}, value, more ? element('small', {}, ` ${more}`) : undefined),
    );
  return [
    element(
      'dl',
      { className: 'tiles', dataset: { testid: 'standing' } },
      tell('Articles', count(sum('articles')), sum('copies') > 0 ? `and ${counted(sum('copies'), 'copy', 'copies')}` : ''),
      tell('This hour', count(now?.articles ?? 0), now?.expected === undefined ? '' : `usual ${figure(now.expected)}`),
      tell('Sources this hour', count(now?.sources ?? 0)),
      tell('Against the usual', change(now)),
      tell(
        'Conflict in what speaks of either',
        now?.conflictShare === undefined ? '–' : percent(now.conflictShare),
        now?.conflictShare === undefined ? '' : `${percent(now.conflictShareLow)} to ${percent(now.conflictShareHigh)}`,
      ),
      tell('Level', level(now)),
    ),
    now ? element('p', { className: 'note' }, `${now.reason} (${now.definition}, counted ${moment(now.computed)})`) : undefined,
  ].filter(Boolean);
}

function timeline(colours, hours) {
  const bar = (name, colour, of) => ({
    name,
    type: 'bar',
    stack: 'hour',
    barCategoryGap: '25%',
    itemStyle: { color: colour },
    data: hours.map(({ index }) => (index ? of(index) : 0)),
  });
  return {
    ...overTime(
      colours,
      hours.map(({ at }) => hour(at.toISOString())),
    ),
    tooltip: tooltip(colours, { trigger: 'axis' }),
    series: [
      bar('conflict', colours.conflict, (index) => index.conflict),
      bar('talks', colours.talks, (index) => index.talks),
      bar('neither', colours.neither, (index) => index.articles - index.conflict - index.talks),
      {
        name: 'usual',
        type: 'line',
        step: 'middle',
        symbol: 'none',
        lineStyle: { color: colours.ink, width: 1, type: 'dashed' },
        itemStyle: { color: colours.ink },
        data: hours.map(({ index }) => index?.expected ?? null),
      },
    ],
  };
}

/** The newest articles about it, and the stories they belong to. */
async function surroundings(id, signal) {
  const filters = [
    ['flashpoint', id],
    ['about', 'true'],
  ];
  const { items } = await api.articles(filters, { limit: READ, signal });
  const told = tally(
    items.filter(({ story }) => story),
    ({ story }) => story,
    ({ article }) => article.title,
  ).slice(0, STORIES);
  const stories = await Promise.all(told.map(({ key }) => api.story(key, signal).catch(() => undefined)));
  return { items, stories: stories.filter(Boolean) };
}

function columns(id, { items, stories }) {
  if (items.length === 0) {
    return nothing('No article is about it yet', 'What it takes stands in its definition, below.');
  }
  const tags = (field) => tally(items.flatMap((item) => item[field]), (tag) => tag.id, (tag) => tag.label);
  const linked = (entries, parameter) =>
    entries.map((entry) => ({
      ...entry,
      href: `/?${new URLSearchParams([['flashpoint', id], ['about', 'true'], [parameter, entry.key]])}`,
    }));
  const column = (heading, ...content) =>
    element('section', { className: 'panel' }, element('h2', {}, heading), ...content);
  const source = ({ article }) => article.publisher ?? article.feed;
  return [
    column(
      'Stories',
      element(
        'ol',
        { className: 'headlines' },
        ...stories.map((story) =>
          element(
            'li',
            {},
            element('a', { href: `/stories/${encodeURIComponent(story.id)}` }, story.title),
            element(
              'span',
              { className: 'note' },
              `${counted(story.independentSources, 'source')}, ${counted(story.reports, 'report')}, ${moment(story.lastSeen)}`,
            ),
          ),
        ),
      ),
    ),
    column(
      'Latest',
      element(
        'ol',
        { className: 'headlines', dataset: { testid: 'latest' } },
        ...items.slice(0, LATEST).map(({ article }) =>
          element(
            'li',
            {},
            element(
              'a',
              { href: `/articles/${encodeURIComponent(article.id)}` },
              article.title || article.body.slice(0, 80),
            ),
            element('span', { className: 'note' }, `${source({ article })}, ${moment(article.received)}`),
          ),
        ),
      ),
    ),
    column('People', bars(linked(tags('people'), 'person'), { kind: 'people' })),
    column('Countries', bars(linked(tags('countries'), 'country'), { kind: 'countries' })),
    column(
      'Sources',
      bars(
        tally(items, source, source).map((entry) => ({
          ...entry,
          href: entry.key.includes(',')
            ? undefined
            : `/?${new URLSearchParams([['flashpoint', id], ['about', 'true'], ['source', entry.key]])}`,
        })),
      ),
    ),
    element('p', { className: 'note whole-row' }, `Counted over the ${counted(items.length, 'newest article')} about it.`),
  ];
}

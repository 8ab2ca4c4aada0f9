import { KINDS } from '../article/kinds.js';
import { element, unseen } from '../dom.js';
import { counted } from '../format.js';

/** What is ranked, and how one tag of it is shown by itself. */
export const RANKED = [
  ...KINDS.filter((kind) => kind.ranked),
  { field: 'stories', singular: 'Story', plural: 'Stories' },
];

export const WINDOWS = [
  { window: 'PT15M', label: '15 min', words: 'last 15 minutes', milliseconds: 15 * 60000 },
  { window: 'PT1H', label: '1 h', words: 'last hour', milliseconds: 3600000 },
  { window: 'PT24H', label: '24 h', words: 'last 24 hours', milliseconds: 24 * 3600000 },
  { window: 'top', label: 'Top', words: 'last 24 hours, the newest counting most', milliseconds: 24 * 3600000 },
];

/** A choice of one out of a few, as radio buttons that look like tabs. */
export function choices(name, legend, options, chosen, choose) {
  return element(
    'fieldset',
    { className: 'choices' },
    element('legend', { className: 'unseen' }, legend),
    ...options.map(({ value, label }) =>
      element(
        'label',
        { dataset: { testid: `${name}-${value}` } },
        element('input', { type: 'radio', name, value, checked: value === chosen, on: { change: () => choose(value) } }),
        element('span', {}, label),
      ),
    ),
  );
}

/** What a ranking says of itself: too little history, feeds that are silent, tags that it lacks. */
export function standing(ranking) {
  const lacking = ranking.omitted;
  const silent = ranking.degraded ?? [];
  return [
    ...(ranking.warming
      ? [
          `Warming up: ${counted(ranking.historyDays ?? 0, 'day')} of 7 to compare with, so nothing is called rising yet.`,
        ]
      : []),
    ...(silent.length > 0
      ? [`Incomplete, feeds are silent: ${silent.map((feed) => `${feed.feed} (${feed.says})`).join('; ')}.`]
      : []),
    ...(lacking
      ? [
          `More was named in a day than is held: it may lack ${counted(lacking.tags, 'tag')}, none with more than ${counted(lacking.units, 'report')}.`,
        ]
      : []),
  ];
}

/** Places won or lost since the ranking before: its `direction`, and what to show. */
export function movement({ previousRank, rank }) {
  if (previousRank === undefined) {
    return { direction: 'new', shown: ['new'] };
  }
  const rise = previousRank - rank;
  if (rise === 0) {
    return { direction: 'none', shown: [unseen('unchanged')] };
  }
  const [direction, arrow, words] = rise > 0 ? ['up', '▲', ' places up'] : ['down', '▼', ' places down'];
  return { direction, shown: [`${arrow}${Math.abs(rise)}`, unseen(words)] };
}

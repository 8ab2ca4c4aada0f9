import * as api from '../api.js';
import { element } from '../dom.js';
import { fullMoment, span } from '../format.js';
import { fill } from '../states.js';
import { Card } from './card.js';
import { explain } from './explain.js';
import { receipt } from './receipt.js';
import { versions } from './versions.js';

const WAY = [
  ['received', 'taken by ingest'],
  ['enriched', 'tagged'],
  ['placed', 'put into its story'],
  ['stored', 'in the database, readable by everybody'],
];

/** One article, whole. */
export function open(host, visit) {
  const [id] = visit.parameters;
  visit.signal.addEventListener('abort', () => receipt.close());
  visit.title('Article');
  host.classList.add('reading');
  return fill(host, visit.signal, () => api.article(id, visit.signal), (enriched) => {
    visit.title(enriched.article.title || 'Article');
    const filter = (parameter, value) => visit.go(`/?${new URLSearchParams([[parameter, value]])}`);
    const card = new Card(
      enriched,
      {
        filter,
        receipt: (record, marks, anchor, jump) =>
          receipt.open(record, marks, anchor, { filter, jump, explain: (flashpoint) => explain(record, flashpoint) }),
        explain,
      },
      { whole: true },
    );
    card.element.querySelector('h1').tabIndex = -1;
    return [card.element, versions(enriched, visit.signal, 'panel versions'), way(enriched), facts(enriched)];
  });
}

/** The article's way, each stage with the time that passed since the one before. */
function way({ times }) {
  const stages = WAY.filter(([stage]) => times[stage]);
  return element(
    'section',
    { className: 'panel', 'aria-labelledby': 'way-heading' },
    element('h2', { id: 'way-heading' }, 'Its way'),
    element(
      'ol',
      { className: 'way' },
      ...stages.map(([stage, words], index) => {
        const before = index > 0 && Date.parse(times[stage]) - Date.parse(times[stages[index - 1][0]]);
        return element(
          'li',
          {},
          element('time', { dateTime: times[stage] }, fullMoment(times[stage])),
          element('span', {}, words),
          before === false ? undefined : element('span', { className: 'note' }, `after ${span(before)}`),
        );
      }),
    ),
  );
}

function facts({ article, revision, changed, analyzer, copyOf, similarity, language }) {
  const rows = [
    ['Id', article.id],
    ['Feed', article.feed],
    ['Publisher', article.publisher],
    ['House', article.publisherFamily],
    ['The feed’s own id', article.guid],
    ['Address', article.canonicalUrl ?? article.url],
    ['Came as', article.contentType],
    ['Language', language ?? article.language],
    ['Revision', `${revision}${changed?.length > 0 ? `, changed: ${changed.join(', ')}` : ''}`],
    ['Repeats', copyOf && `${copyOf}, alike ${similarity?.toFixed(2) ?? '–'}`],
    ['Content', article.contentHash],
    ['Read by', analyzer],
  ];
  return element(
    'details',
    { className: 'panel facts' },
    element('summary', {}, 'All that is known of it'),
    element(
      'dl',
      {},
      ...rows
        .filter(([, value]) => value !== undefined && value !== null && value !== '')
        .map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, String(value)))),
    ),
  );
}

import * as api from '../api.js';
import { button, element } from '../dom.js';
import { bytes, count, counted, fullMoment, moment, span } from '../format.js';
import { fill, nothing, problem } from '../states.js';
import { original } from './original.js';

const ID = /^[0-9a-f]{16,64}$/i;

const STATES = {
  published: 'published',
  killed: 'taken back',
  'on-the-way': 'on the way',
  waiting: 'waits to be read',
  rejected: 'refused',
  gone: 'no more shown',
};

const OUTCOMES = {
  newest: 'the revision that readers have',
  earlier: 'an earlier revision',
  duplicate: 'a duplicate: it says nothing new',
  waiting: 'waits to be read',
  'on-the-way': 'read, and on its way',
  rejected: 'refused',
};

/** Which of the API's parameters a text is: an id, an address, or words. */
export function question(text) {
  if (ID.test(text)) {
    return ['id', text];
  }
  return [/^https?:\/\//i.test(text) ? 'url' : 'q', text];
}

/** The field that finds an article, and its way through every stage below; what is looked for stands in the address. */
export function find(visit) {
  const place = element('div', { dataset: { testid: 'traces' } });
  const field = element('input', {
    type: 'search',
    name: 'find',
    value: visit.query.get('find') ?? '',
    placeholder: 'Id, address or words',
    'aria-label': 'Find an article by id, address or words',
    dataset: { testid: 'find' },
  });
  let asked;
  const look = () => {
    asked?.abort();
    const text = field.value.trim();
    visit.remember(text ? [['find', text]] : [], false);
    place.replaceChildren();
    if (text === '') {
      return undefined;
    }
    asked = new AbortController();
    const signal = AbortSignal.any([visit.signal, asked.signal]);
    return fill(place, signal, () => api.trace([question(text)], signal), (answer) => draw(answer, signal), 'Looking at every stage');
  };
  const form = element(
    'form',
    {
      className: 'find',
      role: 'search',
      on: {
        submit: (event) => {
          event.preventDefault();
          look();
        },
      },
    },
    field,
    element('button', { type: 'submit', className: 'primary', dataset: { testid: 'find-go' } }, 'Find'),
  );
  if (field.value !== '') {
    look();
  }
  return element(
    'section',
    { className: 'panel', 'aria-labelledby': 'find-heading' },
    element(
      'div',
      { className: 'panel-head' },
      element('h2', { id: 'find-heading' }, 'Find an article'),
      element('p', { className: 'note' }, 'Its way through every stage, also where it came nowhere yet'),
    ),
    form,
    place,
  );
}

function draw({ items, rejected, looked }, signal) {
  const found = [
    ...(items.length === 0 && rejected.length === 0
      ? [nothing('Nothing of that kind', 'Try its id or its address; words find what its title or text says.')]
      : []),
    ...items.map((item) => trace(item, signal)),
    rejected.length === 0
      ? undefined
      : element(
          'div',
          { className: 'trace' },
          element('h3', {}, `Refused before it was an article: ${counted(rejected.length, 'item')}`),
          element('ul', { className: 'plain' }, ...rejected.map((one) => element('li', { dataset: { testid: 'trace-rejected' } }, ...refusal(one)))),
        ),
    element('p', { className: 'note', dataset: { testid: 'looked' } }, `${looked.says} ${counted(looked.records, 'record')} looked at.`),
  ];
  return found.filter(Boolean);
}

function trace(item, signal) {
  return element(
    'article',
    { className: 'trace', dataset: { testid: 'trace', state: item.state, id: item.id } },
    element(
      'div',
      { className: 'panel-head' },
      element(
        'h3',
        {},
        item.state === 'published'
          ? element('a', { href: `/articles/${encodeURIComponent(item.id)}` }, item.title || item.id)
          : item.title || item.id,
      ),
      element('span', { className: 'lamp', dataset: { state: lamp(item.state) } }, STATES[item.state]),
    ),
    element('p', { className: 'note' }, item.says),
    element('p', { className: 'note' }, element('span', { className: 'mono' }, item.id), item.url ? ` · ${item.url}` : ''),
    element('ol', { className: 'steps' }, ...steps(item, signal)),
  );
}

function lamp(state) {
  return { published: 'ok', killed: 'unknown', gone: 'unknown', rejected: 'bad' }[state] ?? 'warn';
}

function steps(item, signal) {
  const { raw, deliveries } = item;
  const list = raw.map((arrival) => received(arrival, signal));
  if (raw.length === 0) {
    list.push(step('Ingest', item.received, 'Its record on news.raw was not found: age took it, or it lies before what was looked at.'));
  }
  if (item.enriched) {
    list.push(
      step('Read', item.enriched, `Revision ${item.revision}${item.changed.length > 0 ? `, changed: ${item.changed.join(', ')}` : ''}, by ${item.analyzer}`, item.received),
    );
  }
  if (item.story) {
    list.push(
      step(
        'Story',
        item.placed,
        [
          'In the story ',
          element('a', { href: `/stories/${encodeURIComponent(item.story)}` }, item.story),
          ...(item.copyOf ? [', a copy of ', element('a', { href: `/articles/${encodeURIComponent(item.copyOf)}` }, item.copyOf)] : []),
        ],
        item.received,
      ),
    );
  }
  if (item.stored) {
    list.push(step('Publish', item.stored, `Place ${count(item.seq)} in the order of publication`, item.received));
  }
  if (item.stored && deliveries.length === 0) {
    list.push(step('Deliver', undefined, 'No subscription was to be told'));
  }
  deliveries.forEach((one) => list.push(delivery(one)));
  return list;
}

function step(stage, at, content, since) {
  return element(
    'li',
    { dataset: { testid: 'step', stage } },
    element('strong', {}, stage),
    at ? element('time', { dateTime: at, title: fullMoment(at) }, moment(at)) : element('span', {}),
    element(
      'div',
      {},
      ...[content].flat(),
      since && at ? element('span', { className: 'note' }, ` ${span(Date.parse(at) - Date.parse(since))} after receipt`) : undefined,
    ),
  );
}

function received(arrival, signal) {
  const place = `news.raw-${arrival.partition} at offset ${arrival.offset}`;
  const bytesPlace = element('div', {});
  const show = button(
    `Original, ${bytes(arrival.size)}`,
    async () => {
      try {
        const item = await api.get(arrival.original, [], signal);
        bytesPlace.replaceChildren(...original(item).filter(Boolean));
      } catch (error) {
        if (error.name !== 'AbortError') {
          bytesPlace.replaceChildren(problem(error));
        }
      }
    },
    { className: 'link', dataset: { testid: 'trace-original' } },
  );
  return step('Ingest', arrival.written, [
    `From ${arrival.feed ?? 'an unknown feed'}, ${place}: ${OUTCOMES[arrival.outcome]}`,
    ...(arrival.before ? [`, after ${counted(arrival.before, 'other')}`] : []),
    ...(arrival.refused ? ['. ', ...refusal(arrival.refused)] : []),
    '. ',
    arrival.original ? show : undefined,
    bytesPlace,
  ]);
}

function refusal({ stage, reason, detail, rejected, feed, topic, partition, offset }) {
  return [
    `Refused by ${stage}${feed ? ` (${feed})` : ''} ${moment(rejected)}: ${reason}${detail ? `: ${detail}` : ''}. Its bytes lie on ${topic}-${partition} at offset ${offset}; see `,
    element('a', { href: '/rejected' }, 'Rejected'),
  ];
}

function delivery({ url, type, state, attempts, created, finished, lastStatus, lastError }) {
  const answer = lastStatus ? `, last answered ${lastStatus}` : lastError ? `, last: ${lastError}` : '';
  return step('Deliver', finished ?? created, `${type} to ${url}: ${state}, ${counted(attempts, 'attempt')}${answer}`);
}

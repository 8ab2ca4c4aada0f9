import * as api from '../api.js';
import { element } from '../dom.js';
import { count, counted, moment } from '../format.js';
import { every, fill, nothing, readOn } from '../states.js';
import { original } from './original.js';

const PAGE = 100;
const BYTES = 4096;
const REFRESH_MS = 5000;
const SHOWN = 20;

/** The records that no stage could process, grouped by cause. */
export function open(host, visit) {
  visit.title('Rejected');
  const place = element('div', { className: 'causes' });
  let items = [];
  let next;
  const draw = () => {
    more.hidden = !next;
    return items.length === 0
      ? nothing('Nothing was rejected', 'Records that a stage cannot process come here, with their reason and their bytes.')
      : [
          element('p', { className: 'note' }, `Of the ${counted(items.length, 'newest record')}${next ? '; there are older ones' : ''}.`),
          ...causes(items).map((cause) => group(cause, visit)),
        ];
  };
  const load = () =>
    fill(place, visit.signal, () => api.rejected({ limit: PAGE, bytes: BYTES, signal: visit.signal }), (found) => {
      ({ items, next } = found);
      return draw();
    });
  const { more, trouble } = readOn('Read older ones', async () => {
    const found = await api.rejected({ limit: PAGE, bytes: BYTES, cursor: next, signal: visit.signal });
    items = [...items, ...found.items];
    ({ next } = found);
    place.replaceChildren(...[draw()].flat());
  });
  host.append(
    element(
      'div',
      { className: 'screen-head' },
      element('h1', { tabIndex: -1 }, 'Rejected'),
      element('p', {}, 'What no stage could process, by cause, with its bytes as they came'),
    ),
    place,
    trouble,
    element('p', { className: 'older' }, more),
  );
  // Once somebody reads, what they read stays as it is.
  every(REFRESH_MS, visit.signal, () =>
    items.length > PAGE || place.querySelector('details[open]') || place.contains(document.activeElement)
      ? undefined
      : load(),
  );
}

/** Records of one stage and reason, the most frequent cause first. */
function causes(items) {
  const found = new Map();
  for (const item of items) {
    const key = `${item.stage}/${item.reason}`;
    const known = found.get(key) ?? { key, stage: item.stage, reason: item.reason, items: [] };
    known.items.push(item);
    found.set(key, known);
  }
  return [...found.values()].sort((a, b) => b.items.length - a.items.length);
}

function group({ key, stage, reason, items }, visit) {
  const feeds = [...new Set(items.map(({ feed }) => feed ?? 'no feed named'))];
  const list = element('ol', { className: 'records' });
  const details = element(
    'details',
    { className: 'panel', open: visit.query.get('cause') === key, dataset: { testid: 'cause', cause: key } },
    element(
      'summary',
      {},
      element('span', { className: 'cause-count' }, count(items.length)),
      ` ${reason} `,
      element('span', { className: 'note' }, `in ${stage}, from ${feeds.slice(0, 4).join(', ')}${feeds.length > 4 ? ' …' : ''}, last ${moment(items[0].rejected)}`),
    ),
    list,
  );
  const fillList = () => {
    if (details.open && list.childElementCount === 0) {
      list.append(
        ...items.slice(0, SHOWN).map(record),
        ...(items.length > SHOWN ? [element('li', { className: 'note' }, `and ${count(items.length - SHOWN)} more of this cause`)] : []),
      );
    }
  };
  details.addEventListener('toggle', () => {
    fillList();
    if (details.open) {
      visit.remember([['cause', key]], false);
    }
  });
  fillList();
  return details;
}

function record(item) {
  const errors = item.errors === undefined ? undefined : JSON.stringify(item.errors, null, 2);
  return element(
    'li',
    { dataset: { testid: 'rejected' } },
    element(
      'p',
      {},
      element('code', {}, `${item.topic}-${item.partition}@${item.offset}`),
      ` ${moment(item.rejected)}, ${item.feed ?? 'no feed named'}`,
      item.contentType ? `, ${item.contentType}` : '',
      `, ${counted(item.size, 'byte')}`,
    ),
    item.detail ? element('p', { className: 'detail' }, item.detail) : undefined,
    ...original(item),
    errors ? element('details', {}, element('summary', {}, 'What the stage said'), element('pre', { tabIndex: 0 }, element('code', {}, errors))) : undefined,
  );
}

import * as api from '../api.js';
import { button, element } from '../dom.js';
import { count, counted, moment } from '../format.js';
import { every, fill, nothing, problem, readOn } from '../states.js';
import { audit } from './audit.js';
import { original } from './original.js';
import { replayForm, replays } from './replay.js';

const REFRESH_MS = 5000;
const SHOWN = 20;

/** All records that are kept of those that no stage could process, by cause; and their way back. */
export function open(host, visit) {
  visit.title('Rejected');
  const place = element('div', { className: 'causes' });
  const going = element('div', {});
  const done = element('div', {});
  let loads = 0;
  const load = () =>
    fill(place, visit.signal, () => api.rejectedCauses(visit.signal), ({ items }) => {
      loads += 1;
      return items.length === 0
        ? nothing('Nothing was rejected', 'Records that a stage cannot process come here, with their reason and their bytes.')
        : [
            element(
              'p',
              { className: 'note', dataset: { testid: 'rejected-total' } },
              `${counted(items.reduce((sum, { count: records }) => sum + records, 0), 'record')} of ${counted(items.length, 'cause')}, all that are kept.`,
            ),
            ...items.map((cause) => group(cause, visit, () => Promise.all([replays(going, visit), audit(done, visit), load()]))),
          ];
    });
  host.append(
    element(
      'div',
      { className: 'screen-head' },
      element('h1', { tabIndex: -1 }, 'Rejected'),
      element('p', {}, 'What no stage could process, by cause, with its bytes as they came; and the way back'),
    ),
    going,
    place,
    done,
  );
  // Once somebody reads, what they read stays as it is.
  every(REFRESH_MS, visit.signal, () =>
    Promise.all([
      going.contains(document.activeElement) ? undefined : replays(going, visit),
      loads > 0 && (place.querySelector('details[open]') || place.contains(document.activeElement)) ? undefined : load(),
      done.contains(document.activeElement) ? undefined : audit(done, visit),
    ]),
  );
}

function group(cause, visit, changed) {
  const { id, stage, reason, feed, count: records, replayed, first, last } = cause;
  const place = element('div', {});
  const form = element('div', { 'aria-live': 'polite' });
  const details = element(
    'details',
    { className: 'panel', open: visit.query.get('cause') === id, dataset: { testid: 'cause', cause: `${stage}/${reason}` } },
    element(
      'summary',
      {},
      element('span', { className: 'cause-count' }, count(records)),
      ` ${reason} `,
      element(
        'span',
        { className: 'note' },
        `in ${stage}, from ${feed ?? 'no feed named'}, first ${moment(first)}, last ${moment(last)}${replayed > 0 ? `; ${count(replayed)} replayed` : ''}`,
      ),
    ),
    cause.example.detail ? element('p', { className: 'detail' }, cause.example.detail) : undefined,
    element(
      'p',
      { className: 'actions operate' },
      button('Replay these …', () => replayForm(form, { cause: id }, counted(records, 'record'), visit, changed), {
        dataset: { testid: 'replay-cause' },
      }),
    ),
    form,
    place,
  );
  const fillList = () => {
    if (details.open && place.childElementCount === 0) {
      list(place, id, visit, changed);
    }
  };
  details.addEventListener('toggle', () => {
    fillList();
    if (details.open) {
      visit.remember([['cause', id]], false);
    }
  });
  fillList();
  return details;
}

/** The records of a cause, newest first. */
function list(place, cause, visit, changed) {
  const rows = element('ol', { className: 'records' });
  let next;
  const page = async () => {
    const found = await api.rejected({ cause, limit: SHOWN, bytes: 0, cursor: next, signal: visit.signal });
    ({ next } = found);
    more.hidden = !next;
    rows.append(...found.items.map((item) => record(item, visit, changed)));
    for (const row of [...rows.children].slice(-found.items.length)) {
      await row.read();
    }
  };
  const { more, trouble } = readOn('Read older ones', page);
  place.append(rows, trouble, element('p', { className: 'older' }, more));
  page().catch((error) => {
    if (error.name !== 'AbortError') {
      trouble.replaceChildren(problem(error));
    }
  });
}

function record(item, visit, changed) {
  const { id } = item;
  const errors = item.errors === undefined ? undefined : JSON.stringify(item.errors, null, 2);
  const bytes = element('div', {});
  const form = element('div', { 'aria-live': 'polite' });
  const facts = [
    moment(item.rejected),
    item.contentType,
    counted(item.size, 'byte'),
    item.replayed > 0 ? `replayed ${counted(item.replayed, 'time')} before it was refused` : undefined,
    item.lastReplay ? 'taken up by a replay' : undefined,
    item.retaken ? 'taken after all' : undefined,
  ];
  const row = element(
    'li',
    { dataset: { testid: 'rejected', id } },
    element('p', {}, element('code', {}, `${item.topic}-${item.partition}@${item.offset}`), ` ${facts.filter(Boolean).join(', ')}`),
    item.detail ? element('p', { className: 'detail' }, item.detail) : undefined,
    bytes,
    element(
      'p',
      { className: 'actions' },
      element('a', { href: `/v1/rejected/${encodeURIComponent(id)}/original`, download: '' }, 'Original bytes'),
      element(
        'span',
        { className: 'operate' },
        button('Replay this one …', () => replayForm(form, { ids: [id] }, 'this record', visit, changed), {
          dataset: { testid: 'replay-one' },
        }),
      ),
    ),
    form,
    errors ? element('details', {}, element('summary', {}, 'What the stage said'), element('pre', { tabIndex: 0 }, element('code', {}, errors))) : undefined,
  );
  row.read = () => fill(bytes, visit.signal, () => api.rejectedRecord(id, visit.signal), original);
  return row;
}

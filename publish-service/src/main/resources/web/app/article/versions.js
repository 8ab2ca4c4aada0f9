import * as api from '../api.js';
import { element, unseen } from '../dom.js';
import { count, counted, fullMoment, moment } from '../format.js';
import { fill, nothing } from '../states.js';
import { paragraphs } from './text.js';

/** So many earlier versions are read at most, the newest of them. */
const MOST = 10;

/**
 * What an article said before: its earlier versions as they lie on news.raw, the newest first, read once somebody opens them.
 * Undefined for an article that was never revised.
 */
export function versions(enriched, signal, className = 'versions') {
  const { article, revision, changed } = enriched;
  if (!(revision > 1)) {
    return undefined;
  }
  const place = element('div', {});
  const details = element(
    'details',
    { className, dataset: { testid: 'versions' } },
    element(
      'summary',
      {},
      `Revision ${count(revision)}${changed?.length > 0 ? `, changed: ${changed.join(', ')}` : ''}; what it said before`,
      unseen(` (${article.title})`),
    ),
    place,
  );
  details.addEventListener('toggle', () => {
    if (details.open && !place.querySelector('li')) {
      fill(place, signal, () => read(article.id, signal), (found) => draw(found, enriched), 'Looking for its earlier versions');
    }
  });
  return details;
}

/** The earlier versions that are still kept, the oldest first. */
async function read(id, signal) {
  const { items, looked } = await api.trace([['id', id]], signal);
  const kept = (items[0]?.raw ?? []).filter(({ outcome, original }) => original && outcome === 'earlier');
  const found = [];
  for (const { original, written } of kept.slice(-MOST)) {
    const { title, body } = await api.get(original, [['bytes', 0]], signal);
    found.push({ title, body, written });
  }
  return { found, kept: kept.length, looked };
}

function draw({ found, kept, looked }, { article, revision, language }) {
  if (found.length === 0) {
    return nothing('No earlier version was found', `They lie on news.raw for as long as that topic keeps them. ${looked.says}`);
  }
  const lang = language ?? article.language ?? '';
  const after = [...found.slice(1), article];
  const before = revision - 1;
  return [
    found.length < before
      ? element(
          'p',
          { className: 'note' },
          `The newest ${count(found.length)} of ${counted(Math.max(before, kept), 'earlier version')}${kept > found.length ? '' : ': the others were not found on news.raw'}.`,
        )
      : undefined,
    element(
      'ol',
      { className: 'plain' },
      ...found.map((version, index) => item(version, after[index], lang)).reverse(),
    ),
  ];
}

function item({ title, body, written }, next, lang) {
  const changed = [title === next.title ? undefined : 'title', body === next.body ? undefined : 'text'].filter(Boolean);
  return element(
    'li',
    { dataset: { testid: 'version' } },
    element(
      'p',
      { className: 'note' },
      element('time', { dateTime: written, title: fullMoment(written) }, moment(written)),
      body === undefined
        ? '; it cannot be read'
        : `; then changed: ${changed.length > 0 ? changed.join(' and ') : 'neither title nor text'}`,
    ),
    element('p', { lang, dataset: { testid: 'version-title' } }, element('strong', {}, title || 'Untitled')),
    element(
      'div',
      { className: 'text', lang, dataset: { testid: 'version-body' } },
      ...paragraphs(body ?? '').map((part) => element('p', {}, body.slice(part.begin, part.end))),
    ),
  );
}

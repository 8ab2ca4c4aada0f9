import * as api from '../api.js';
import { element } from '../dom.js';
import { count, counted, moment } from '../format.js';
import { every, fill, nothing, readOn } from '../states.js';
import { tagLinks } from './tags.js';

const PAGE = 40;
const REFRESH_MS = 15000;

/** Stories, the one that changed last first. */
export function open(host, visit) {
  visit.title('Stories');
  const sources = number('At least this many independent sources', visit.query.get('sources') ?? '1', 'sources');
  const reports = number('At least this many reports', visit.query.get('reports') ?? '2', 'reports');
  const place = element('div', {});
  let next;
  let paged = false;
  const filters = () => [
    ['sources', sources.value || '0'],
    ['reports', reports.value || '0'],
  ];
  const load = () =>
    fill(place, visit.signal, () => api.stories(filters(), { limit: PAGE, signal: visit.signal }), (found) => {
      next = found.next;
      more.hidden = !next;
      paged = false;
      return found.items.length === 0
        ? nothing('No such story yet', 'Ask for fewer sources or reports, or wait for the next article.')
        : element('ol', { className: 'stories', dataset: { testid: 'stories' } }, ...found.items.map(item));
    });
  const { more, trouble } = readOn('Load older stories', async () => {
    const found = await api.stories(filters(), { limit: PAGE, cursor: next, signal: visit.signal });
    place.querySelector('ol')?.append(...found.items.map(item));
    next = found.next;
    more.hidden = !next;
    paged = true;
  });
  const form = element(
    'form',
    { className: 'controls' },
    element('label', { className: 'inline' }, 'Independent sources, at least', sources),
    element('label', { className: 'inline' }, 'Reports, at least', reports),
    element('button', { type: 'submit' }, 'Show'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    visit.remember(filters(), false);
    load();
  });
  host.append(
    element(
      'div',
      { className: 'screen-head' },
      element('h1', { tabIndex: -1 }, 'Stories'),
      element('p', {}, 'One event, told once: the reports of many houses, their copies set apart'),
    ),
    form,
    place,
    trouble,
    element('p', { className: 'older' }, more),
  );
  // What a reader has paged into, or holds with the keyboard, is not pulled from under them.
  every(REFRESH_MS, visit.signal, () =>
    paged || place.contains(document.activeElement) || scrollY > 300 ? undefined : load(),
  );
}

function number(label, value, name) {
  return element('input', { type: 'number', min: 0, max: 1000, value, name, 'aria-label': label, dataset: { testid: `at-least-${name}` } });
}

function item(story) {
  return element(
    'li',
    { dataset: { testid: 'story', id: story.id } },
    element(
      'p',
      { className: 'story-sources' },
      element('strong', {}, count(story.independentSources)),
      element('span', {}, story.independentSources === 1 ? 'source' : 'sources'),
    ),
    element(
      'div',
      {},
      element(
        'h2',
        { className: 'headline' },
        element('a', { href: `/stories/${encodeURIComponent(story.id)}`, dataset: { step: '' } }, story.title || 'Untitled'),
      ),
      element(
        'p',
        { className: 'note' },
        [
          counted(story.reports, 'report'),
          counted(story.copies, 'copy', 'copies'),
          `${moment(story.firstSeen)} to ${moment(story.lastSeen)}`,
          story.publishers.slice(0, 5).join(', ') + (story.publishers.length > 5 ? ` and ${count(story.publishers.length - 5)} more` : ''),
        ]
          .filter(Boolean)
          .join(' · '),
      ),
      tagLinks(story.tags, 7),
    ),
  );
}

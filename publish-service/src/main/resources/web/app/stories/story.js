import * as api from '../api.js';
import { versions } from '../article/versions.js';
import { element } from '../dom.js';
import { count, counted, fullMoment, moment, span } from '../format.js';
import { every, fill } from '../states.js';
import { tagLinks } from './tags.js';

const REFRESH_MS = 15000;
const READ = 40;

/** One story: who reported it on their own, who copied whom, and what was changed since. */
export function open(host, visit) {
  const [id] = visit.parameters;
  visit.title('Story');
  const articles = new Map();
  // Neither what the keyboard holds nor what somebody reads is pulled from under them.
  return every(REFRESH_MS, visit.signal, () =>
    host.querySelector('.versions[open]') || (host.contains(document.activeElement) && document.activeElement.matches('a, summary'))
      ? undefined
      : fill(
          host,
          visit.signal,
          async () => {
            const story = await api.story(id, visit.signal);
            await readArticles(story, articles, visit.signal);
            return story;
          },
          (story) => {
            visit.title(story.title || 'Story');
            return page(story, id, { articles, signal: visit.signal });
          },
        ),
  );
}

/**
 * What the reports say of themselves: their revision, and what changed in it. Read once, for the newest of them: in one request,
 * and singly those that its answer lacks, since they were taken back or revised long after they came.
 */
async function readArticles(story, articles, signal) {
  const newest = story.members.slice(-READ);
  const unread = () => newest.filter(({ articleId }) => !articles.has(articleId));
  if (unread().length === 0) {
    return;
  }
  const { items } = await api.articles([['story', story.id]], { limit: READ, signal });
  items.forEach((read) => articles.set(read.article.id, read));
  await Promise.all(
    unread().map(async ({ articleId }) => {
      const read = await api.article(articleId, signal).catch((problem) => ({ problem }));
      articles.set(articleId, read);
    }),
  );
}

function page(story, asked, read) {
  const originals = story.members.filter((member) => !member.copyOf);
  const listed = new Set(story.members.map(({ articleId }) => articleId));
  const copies = (of) => story.members.filter((member) => member.copyOf === of);
  const orphans = story.members.filter(({ copyOf }) => copyOf && !listed.has(copyOf));
  const begin = Date.parse(story.firstSeen);
  const earlier = story.reports - story.members.length;
  return [
    element('div', { className: 'screen-head' }, element('h1', { tabIndex: -1 }, story.title || 'Untitled')),
    asked === story.id
      ? undefined
      : element('p', { className: 'note' }, 'The story that was asked for turned out to be this one.'),
    element(
      'dl',
      { className: 'tiles', dataset: { testid: 'story-figures' } },
      tile('Independent sources', count(story.independentSources)),
      tile('Reports', count(story.reports)),
      tile('Copies', count(story.copies)),
      tile('Publishers', count(story.publishers.length)),
      tile('Told over', span(Date.parse(story.lastSeen) - begin)),
    ),
    tagLinks(story.tags, 16),
    element(
      'section',
      { className: 'panel', 'aria-labelledby': 'reports-heading' },
      element('h2', { id: 'reports-heading' }, 'Its reports'),
      element(
        'p',
        { className: 'note' },
        'Each on its own line, its copies below it.',
        earlier > 0 ? ` ${counted(earlier, 'earlier report')} counted, not listed.` : '',
      ),
      element(
        'ol',
        { className: 'reports', dataset: { testid: 'reports' } },
        ...originals.map((member) => report(member, copies(member.articleId), { begin, ...read })),
        ...orphans.map((member) => report(member, [], { begin, ...read })),
      ),
    ),
    element('p', { className: 'note' }, `From ${fullMoment(story.firstSeen)} to ${fullMoment(story.lastSeen)}.`),
  ];
}

function tile(name, value) {
  return element('div', {}, element('dt', {}, name), element('dd', {}, value));
}

function report(member, copies, told) {
  return element(
    'li',
    { dataset: { testid: member.copyOf ? 'copy' : 'report' } },
    ...line(member, told),
    copies.length === 0
      ? undefined
      : element(
          'details',
          { open: copies.length <= 3 },
          element('summary', {}, counted(copies.length, 'copy', 'copies')),
          element(
            'ol',
            {},
            ...copies.map((copy) => element('li', { dataset: { testid: 'copy' } }, ...line(copy, told))),
          ),
        ),
  );
}

/** A report, and below it what it said before. */
function line(member, { begin, articles, signal }) {
  const article = articles.get(member.articleId);
  const later = Date.parse(member.received) - begin;
  return [
    element(
      'p',
      { className: 'report' },
      element(
        'time',
        { dateTime: member.received, title: fullMoment(member.received) },
        later === 0 ? moment(member.received) : `+ ${span(later)}`,
      ),
      element('a', { href: `/articles/${encodeURIComponent(member.articleId)}`, dataset: { step: '' } }, member.title || 'Untitled'),
      element('span', { className: 'publisher' }, member.publisher),
      member.copyOf ? element('span', { className: 'badge' }, 'A copy') : undefined,
      article?.problem?.status === 410 ? element('span', { className: 'badge strong' }, 'Taken back') : undefined,
    ),
    article?.revision > 1 ? versions(article, signal) : undefined,
  ];
}

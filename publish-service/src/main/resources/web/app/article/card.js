import { button, element, stillness, unseen } from '../dom.js';
import { count, counted, day, fullMoment, moment, span } from '../format.js';
import { chip } from './chip.js';
import { KINDS, tagsOf } from './kinds.js';
import { groupsIn, highlighted, lead, paragraphs } from './text.js';

const CHIPS_AT_FIRST = 9;

/**
 * One article. `actions.filter(parameter, value, label)` narrows the list, `actions.receipt(enriched, marks, anchor, jump)`
 * shows receipts, `actions.explain(enriched)` asks why it is not about a flashpoint. `whole` shows all of its text and tags.
 */
export class Card {
  #actions;
  #headline;
  #text;
  #copies;
  #whole;
  #alone;

  constructor(enriched, actions, { whole = false } = {}) {
    this.enriched = enriched;
    this.#actions = actions;
    this.#whole = whole;
    this.#alone = whole;
    this.#headline = element(whole ? 'h1' : 'h2', { className: 'headline', dataset: { testid: 'title' } });
    this.#text = element('div', { className: 'text', dataset: { testid: 'body' } });
    this.#copies = element('span', { className: 'badge', dataset: { testid: 'copies' }, hidden: true });
    this.element = element(
      'article',
      {
        className: 'card',
        tabIndex: -1,
        dataset: { testid: 'article', step: '', id: enriched.article.id, revision: String(enriched.revision) },
      },
      this.#side(),
      element(
        'div',
        { className: 'card-main' },
        this.#headline,
        this.#byline(),
        points(enriched.article.summary),
        this.#text,
        this.#tags(),
        this.#foot(),
      ),
    );
    this.#writeHeadline();
    this.#writeText();
  }

  get id() {
    return this.enriched.article.id;
  }

  /** States how many copies of this article the page has seen. */
  set copies(number) {
    this.#copies.hidden = number === 0;
    this.#copies.textContent = counted(number, 'copy', 'copies');
  }

  /** Shows a mention, unfolding the text where it is folded away. */
  jump(mention) {
    if (mention.field === 'body' && !this.#whole) {
      this.#whole = true;
      this.#writeText();
    }
    const held = mention.field === 'title' ? this.#headline : this.#text;
    const groups = groupsIn(this.enriched, mention.field);
    const index = [...this.enriched.article[mention.field]].slice(0, mention.begin).join('').length;
    const group = groups.find(({ begin, end }) => begin <= index && index < end);
    const target = group && held.querySelector(`mark[data-begin="${group.begin}"]`);
    if (target) {
      target.scrollIntoView({ block: 'center', behavior: stillness() ? 'auto' : 'smooth' });
      target.focus({ preventScroll: true });
    }
  }

  #open = (marks, anchor) => this.#actions.receipt(this.enriched, marks, anchor, (mention) => this.jump(mention));

  #chip(mark) {
    return chip(mark, { filter: this.#actions.filter, open: this.#open });
  }

  /** When it came, in a column of its own, so that the eye can run down it. */
  #side() {
    const { article } = this.enriched;
    const time = element(
      'time',
      { dateTime: article.received, title: `Received ${fullMoment(article.received)}` },
      moment(article.received),
    );
    return element(
      'p',
      { className: 'card-side' },
      this.#alone
        ? time
        : element(
            'a',
            {
              href: `/articles/${encodeURIComponent(this.id)}`,
              title: 'Open this article',
              dataset: { open: '', testid: 'open' },
            },
            time,
            unseen(' open this article'),
          ),
    );
  }

  #writeHeadline() {
    const { title, body } = this.enriched.article;
    this.#headline.lang = this.enriched.language ?? this.enriched.article.language ?? '';
    if (title) {
      this.#headline.append(highlighted(title, groupsIn(this.enriched, 'title'), 0, title.length, this.#open));
    } else {
      this.#headline.append(`${body.slice(0, 80)} …`);
      this.#headline.classList.add('untitled');
    }
  }

  #byline() {
    const { article, revision, copyOf } = this.enriched;
    const source = article.publisher ?? article.feed;
    // A comma in a filter's value means "or", so a name that holds one is asked for by its feed.
    const wanted = source.includes(',') ? article.feed : source;
    return element(
      'div',
      { className: 'byline' },
      button(source, () => this.#actions.filter('source', wanted, source), {
        className: 'source',
        title: `Only articles from ${source}`,
        dataset: { testid: 'source' },
      }),
      article.originPublisher ? element('span', {}, `from ${article.originPublisher}`) : undefined,
      article.authors.length > 0 ? element('span', {}, `by ${article.authors.join(', ')}`) : undefined,
      published(article.published),
      safeLink(article.url),
      revision > 1
        ? element('span', { className: 'badge strong', dataset: { testid: 'revision' } }, `Revision ${count(revision)}`)
        : undefined,
      article.signal === 'correction' ? element('span', { className: 'badge strong' }, 'Correction') : undefined,
      copyOf ? element('a', { className: 'badge', href: `/articles/${encodeURIComponent(copyOf)}` }, 'A copy') : undefined,
      article.lane === 'backfill' ? element('span', { className: 'badge' }, 'Backfill') : undefined,
      this.#copies,
    );
  }

  #writeText() {
    const { body } = this.enriched.article;
    const parts = paragraphs(body);
    this.#text.lang = this.#headline.lang;
    if (parts.length === 0) {
      this.#text.hidden = true;
      return;
    }
    const groups = groupsIn(this.enriched, 'body');
    const end = this.#whole ? body.length : lead(body, parts, groups);
    const shown = parts.filter((part) => part.begin < end);
    this.#text.replaceChildren(
      ...shown.map((part) =>
        element('p', {}, highlighted(body, groups, part.begin, Math.min(part.end, end), this.#open)),
      ),
    );
    const cut = end < parts.at(-1).end;
    if (cut && end < shown.at(-1).end) {
      this.#text.lastChild.append(' …');
    }
    if (!this.#alone && (cut || this.#whole)) {
      this.#text.lastChild.append(' ', this.#more());
    }
  }

  #more() {
    return button(
      [this.#whole ? 'Show less' : 'Read on', unseen(` of ${this.enriched.article.title}`)],
      () => {
        this.#whole = !this.#whole;
        this.#writeText();
        this.#text.querySelector('.more').focus({ preventScroll: true });
      },
      { className: 'more', 'aria-expanded': String(this.#whole), dataset: { testid: 'more' } },
    );
  }

  /** All kinds on one line, the flashpoints first, then the most salient. */
  #tags() {
    const marks = tagsOf(this.enriched).sort((a, b) => rank(b) - rank(a));
    if (marks.length === 0) {
      return undefined;
    }
    const first = this.#alone ? marks.length : CHIPS_AT_FIRST;
    const line = element(
      'div',
      { className: 'tags', role: 'group', 'aria-label': 'Tags' },
      ...marks.slice(0, first).map((mark) => this.#chip(mark)),
    );
    if (marks.length > first) {
      const rest = button(
        [`${count(marks.length - first)} more`, unseen(' tags')],
        () => {
          const chips = marks.slice(first).map((mark) => this.#chip(mark));
          rest.replaceWith(...chips);
          chips[0].querySelector('button').focus({ preventScroll: true });
        },
        { className: 'rest', dataset: { testid: 'more-tags' } },
      );
      line.append(rest);
    }
    return line;
  }

  /** Where it belongs, and the latency receipt: how long each stage of its way took. */
  #foot() {
    const { story, times } = this.enriched;
    const tagged = Date.parse(times.enriched) - Date.parse(times.received);
    const stored = times.stored && Date.parse(times.stored) - Date.parse(times.received);
    return element(
      'p',
      { className: 'foot' },
      story
        ? element('a', { href: `/stories/${encodeURIComponent(story)}`, dataset: { testid: 'story' } }, 'Its story')
        : undefined,
      button('Why not …?', () => this.#actions.explain(this.enriched), {
        className: 'link',
        title: 'Why this article is not about another flashpoint',
        'aria-haspopup': 'dialog',
        dataset: { testid: 'why-not' },
      }),
      element('span', {}, `tagged after ${span(tagged)}`),
      stored ? element('span', {}, `stored after ${span(stored)}`) : undefined,
    );
  }
}

/** Flashpoints that the article is about, then those in passing, then by salience; kinds in their order where that is equal. */
function rank({ kind, tag }) {
  if (kind === KINDS[0]) {
    return tag.about ? 3 : 2;
  }
  return tag.salience - KINDS.indexOf(kind) / 1000;
}

/** What the feed sets before the text: one line as it stands, several as a list. */
function points(summary) {
  const lines = (summary ?? '').split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2) {
    return lines.length === 0 ? undefined : element('p', { className: 'points' }, lines[0]);
  }
  return element('ul', { className: 'points' }, ...lines.map((line) => element('li', {}, line)));
}

/** The day of publication, where the feed stated one that the time of receipt does not already give. */
function published({ instant, confidence, raw }) {
  if (confidence === 'ingest') {
    return undefined;
  }
  return element(
    'time',
    { dateTime: instant, title: raw ? `The feed says: ${raw}` : undefined },
    `published ${day(instant)}${confidence === 'inferred' ? ' (in part inferred)' : ''}`,
  );
}

/** A link to the article where it came from, for web addresses alone. */
function safeLink(address) {
  if (!address || !/^https?:\/\//i.test(address)) {
    return undefined;
  }
  return element('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, 'original');
}

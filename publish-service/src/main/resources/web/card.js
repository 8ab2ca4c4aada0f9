import { chip } from './chip.js';
import { element, stillness, unseen } from './dom.js';
import { count, counted, day, fullMoment, moment, span } from './format.js';
import { KINDS } from './kinds.js';
import { groupsIn, highlighted, lead, paragraphs } from './text.js';

const CHIPS_AT_FIRST = 6;

/**
 * One article in the list. `actions.filter(parameter, value, label)` narrows the list, `actions.receipt(enriched, marks,
 * anchor, jump)` shows receipts.
 */
export class Card {
  #actions;
  #headline;
  #text;
  #copies;
  #whole = false;

  constructor(enriched, actions) {
    this.enriched = enriched;
    this.#actions = actions;
    this.#headline = element('h3', { className: 'headline', dataset: { testid: 'title' } });
    this.#text = element('div', { className: 'text', dataset: { testid: 'body' } });
    this.#copies = element('span', { className: 'badge', dataset: { testid: 'copies' }, hidden: true });
    this.element = element(
      'li',
      {},
      element(
        'article',
        {
          className: 'card',
          dataset: { testid: 'article', id: enriched.article.id, revision: String(enriched.revision) },
        },
        this.#flashpoints(),
        this.#headline,
        this.#byline(),
        points(this.enriched.article.summary),
        this.#text,
        this.#tags(),
        this.#way(),
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

  #chip(kind, tag) {
    return chip({ kind, tag }, { filter: this.#actions.filter, open: this.#open });
  }

  #flashpoints() {
    const [kind] = KINDS;
    const tags = [...this.enriched.flashpoints].sort((a, b) => (b.about ?? false) - (a.about ?? false));
    return tags.length === 0
      ? undefined
      : element('div', { className: 'kickers' }, ...tags.map((tag) => this.#chip(kind, tag)));
  }

  #writeHeadline() {
    const { title, body } = this.enriched.article;
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
      element(
        'button',
        {
          type: 'button',
          className: 'source',
          title: `Only articles from ${source}`,
          dataset: { testid: 'source' },
          on: { click: () => this.#actions.filter('source', wanted, source) },
        },
        source,
      ),
      article.originPublisher ? element('span', {}, `from ${article.originPublisher}`) : undefined,
      article.authors.length > 0 ? element('span', {}, `by ${article.authors.join(', ')}`) : undefined,
      element(
        'time',
        { dateTime: article.received, title: `Received ${fullMoment(article.received)}` },
        moment(article.received),
      ),
      published(article.published),
      safeLink(article.url),
      revision > 1
        ? element('span', { className: 'badge strong', dataset: { testid: 'revision' } }, `Revision ${count(revision)}`)
        : undefined,
      article.signal === 'correction' ? element('span', { className: 'badge strong' }, 'Correction') : undefined,
      copyOf ? element('span', { className: 'badge', title: `Of article ${copyOf}` }, 'A copy') : undefined,
      article.lane === 'backfill' ? element('span', { className: 'badge' }, 'Backfill') : undefined,
      this.#copies,
    );
  }

  #writeText() {
    const { body } = this.enriched.article;
    const parts = paragraphs(body);
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
    if (cut || this.#whole) {
      this.#text.append(this.#more());
    }
  }

  #more() {
    return element(
      'button',
      {
        type: 'button',
        className: 'more',
        'aria-expanded': String(this.#whole),
        dataset: { testid: 'more' },
        on: {
          click: () => {
            this.#whole = !this.#whole;
            this.#writeText();
            this.#text.querySelector('.more').focus({ preventScroll: true });
          },
        },
      },
      this.#whole ? 'Show less' : 'Read on',
    );
  }

  #tags() {
    const rows = KINDS.slice(1)
      .filter((kind) => this.enriched[kind.field].length > 0)
      .map((kind) => {
        const tags = [...this.enriched[kind.field]].sort((a, b) => b.salience - a.salience);
        const cell = element('dd', {}, ...tags.slice(0, CHIPS_AT_FIRST).map((tag) => this.#chip(kind, tag)));
        if (tags.length > CHIPS_AT_FIRST) {
          cell.append(this.#rest(kind, tags.slice(CHIPS_AT_FIRST), cell));
        }
        return element('div', { dataset: { kind: kind.field } }, element('dt', {}, kind.plural), cell);
      });
    return rows.length === 0 ? undefined : element('dl', { className: 'tags' }, ...rows);
  }

  #rest(kind, tags, cell) {
    return element(
      'button',
      {
        type: 'button',
        className: 'rest',
        on: {
          click: (event) => {
            event.currentTarget.remove();
            const chips = tags.map((tag) => this.#chip(kind, tag));
            cell.append(...chips);
            chips[0].querySelector('button').focus({ preventScroll: true });
          },
        },
      },
      `${count(tags.length)} more`,
      unseen(` ${kind.plural.toLowerCase()}`),
    );
  }

  /** The latency receipt: how long each stage of the article's way took. */
  #way() {
    const { received, enriched, stored } = this.enriched.times;
    const tagged = Date.parse(enriched) - Date.parse(received);
    const written = stored ? Date.parse(stored) - Date.parse(received) : undefined;
    return element(
      'p',
      { className: 'way' },
      element('span', {}, `tagged after ${span(tagged)}`),
      written === undefined ? undefined : element('span', {}, `stored after ${span(written)}`),
    );
  }
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

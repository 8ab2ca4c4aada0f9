import { Card } from '../article/card.js';
import { element } from '../dom.js';
import { counted } from '../format.js';

/** Cards kept at most, so that a page left open for days stays small. */
const LONGEST = 120;

/** Cards kept at most while articles arrive: each that does moves all of them, and they have to be placed anew in one frame. */
const LONGEST_LIVE = 30;

/** Cards that one arrival takes away at most, for the same frame has to do that. */
const GO_AT_ONCE = 2;

/** The articles on the page, newest first. Owns the children of its element. */
export class ArticleList {
  #element;
  #actions;
  #cards = new Map();
  #copies = new Map();
  #gap;
  #newest;

  constructor(list, actions) {
    this.#element = list;
    this.#actions = actions;
  }

  get size() {
    return this.#cards.size;
  }

  get lastId() {
    return [...this.#element.children].findLast((item) => item.dataset.id)?.dataset.id;
  }

  /** Whether the article is shown, in this revision or a newer one. */
  shows({ article, revision }) {
    return this.#cards.get(article.id)?.enriched.revision >= revision;
  }

  clear() {
    this.#cards.clear();
    this.#copies.clear();
    this.#newest = undefined;
    this.#element.replaceChildren();
    this.#gap = undefined;
  }

  /** Adds older articles at the end. Returns how many newer ones had to go from the top for it. */
  append(items) {
    for (const enriched of items) {
      if (!this.#cards.has(enriched.article.id)) {
        this.#element.append(this.#item(enriched));
      }
    }
    return this.#trim((list) => list.firstElementChild, LONGEST);
  }

  /**
   * Puts an arrival on top and marks it as the newest. A newer revision takes the place of the one that is shown; what is shown
   * already is left alone. Returns how many older articles had to go from the end for it.
   */
  arrive(enriched) {
    if (!this.shows(enriched)) {
      this.#newest?.classList.remove('arrived');
      this.remove(enriched.article.id);
      this.#newest = this.#item(enriched);
      this.#newest.classList.add('arrived');
      this.#element.prepend(this.#newest);
    }
    return this.#trim((list) => list.lastElementChild, Math.max(LONGEST_LIVE, this.size - GO_AT_ONCE));
  }

  /** States that arrivals were not shown, in the line on top if that states some already. */
  skip(number) {
    if (this.#gap?.element !== this.#element.firstElementChild || !this.#gap) {
      this.#gap = { element: element('li', { className: 'gap' }), number: 0 };
      this.#element.prepend(this.#gap.element);
    }
    this.#gap.number += number;
    this.#gap.element.textContent = `${counted(this.#gap.number, 'more article')} arrived faster than they can be read`;
  }

  remove(id) {
    const card = this.#cards.get(id);
    if (card) {
      card.element.parentElement.remove();
      this.#cards.delete(id);
      this.#copies.get(card.enriched.copyOf)?.delete(id);
    }
  }

  #item(enriched) {
    const card = new Card(enriched, this.#actions);
    this.#cards.set(card.id, card);
    if (enriched.copyOf) {
      const known = this.#copies.get(enriched.copyOf) ?? new Set();
      this.#copies.set(enriched.copyOf, known.add(card.id));
      const original = this.#cards.get(enriched.copyOf);
      if (original) {
        original.copies = known.size;
      }
    }
    card.copies = this.#copies.get(card.id)?.size ?? 0;
    return element('li', { dataset: { id: card.id } }, card.element);
  }

  #trim(victim, longest) {
    let removed = 0;
    while (this.#cards.size > longest) {
      const item = victim(this.#element);
      if (item.dataset.id) {
        this.remove(item.dataset.id);
        removed++;
      } else {
        item.remove();
      }
    }
    return removed;
  }
}

import { Card } from './card.js';
import { element } from './dom.js';
import { counted } from './format.js';

/** Cards kept at most, so that a page left open for days stays small. */
export const LONGEST = 300;

/** Arrivals shown at once at most; of a larger burst the newest, under a line that states the rest. */
const BURST = 40;

/** The articles on the page, newest first. Owns the children of its element. */
export class ArticleList {
  #element;
  #actions;
  #cards = new Map();
  #copies = new Map();

  constructor(list, actions) {
    this.#element = list;
    this.#actions = actions;
  }

  get size() {
    return this.#cards.size;
  }

  get lastId() {
    return [...this.#cards.keys()].at(-1);
  }

  /** Whether the article is shown, in this revision or a newer one. */
  shows({ article, revision }) {
    return this.#cards.get(article.id)?.enriched.revision >= revision;
  }

  clear() {
    this.#cards.clear();
    this.#copies.clear();
    this.#element.replaceChildren();
  }

  /** Adds older articles at the end. Returns how many newer ones had to go from the top for it. */
  append(items) {
    for (const enriched of items) {
      if (!this.#cards.has(enriched.article.id)) {
        const card = this.#card(enriched);
        this.#cards.set(card.id, card);
        this.#element.append(card.element);
      }
    }
    return this.#trim(([oldestKept]) => oldestKept);
  }

  /**
   * Puts arrivals, oldest first, on top. A newer revision takes the place of the one that is shown; what is shown
   * already is left alone. Returns how many older articles had to go from the end for it.
   */
  arrive(items) {
    const fresh = items.filter((enriched) => !this.shows(enriched));
    const skipped = Math.max(0, fresh.length - BURST);
    if (skipped > 0) {
      const line = `${counted(skipped, 'more article')} arrived faster than they can be read`;
      this.#element.prepend(element('li', { className: 'gap' }, line));
    }
    for (const enriched of fresh.slice(skipped)) {
      this.#remove(enriched.article.id);
      const card = this.#card(enriched);
      card.element.classList.add('arrived');
      this.#element.prepend(card.element);
      this.#cards = new Map([[card.id, card], ...this.#cards]);
    }
    return this.#trim((ids) => ids.at(-1));
  }

  #card(enriched) {
    const card = new Card(enriched, this.#actions);
    if (enriched.copyOf) {
      const known = this.#copies.get(enriched.copyOf) ?? new Set();
      this.#copies.set(enriched.copyOf, known.add(card.id));
      const original = this.#cards.get(enriched.copyOf);
      if (original) {
        original.copies = known.size;
      }
    }
    card.copies = this.#copies.get(card.id)?.size ?? 0;
    return card;
  }

  #trim(victim) {
    const ids = [...this.#cards.keys()];
    let removed = 0;
    while (ids.length > LONGEST) {
      const id = victim(ids);
      ids.splice(ids.indexOf(id), 1);
      this.#remove(id);
      removed++;
    }
    this.#element.querySelectorAll('.gap:first-child:not(:has(+ li)), .gap:last-child').forEach((gap) => gap.remove());
    return removed;
  }

  #remove(id) {
    const card = this.#cards.get(id);
    if (card) {
      card.element.remove();
      this.#cards.delete(id);
      this.#copies.get(card.enriched.copyOf)?.delete(id);
    }
  }
}

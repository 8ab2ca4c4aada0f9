import { LONGEST } from './list.js';

const RELEASE_MS = 250;

/**
 * Arrivals on their way to the page. They are released together a few times a second, so that a burst costs the browser
 * little, or held for as long as a reason to hold stands. What is held is bounded: past that, a release says that
 * arrivals were dropped, and the page loads the list anew instead.
 */
export class Flow {
  #release;
  #counted;
  #held = new Map();
  #reasons = new Set();
  #dropped = false;
  #timer;

  /** `release(records, dropped)` takes the arrivals, oldest first; `counted(number, reasons)` hears how many wait and why. */
  constructor({ release, counted }) {
    this.#release = release;
    this.#counted = counted;
  }

  offer(enriched) {
    const { id } = enriched.article;
    this.#held.delete(id);
    this.#held.set(id, enriched);
    if (this.#held.size > LONGEST) {
      this.#held.delete(this.#held.keys().next().value);
      this.#dropped = true;
    }
    this.#settle();
  }

  /** Holds, or no longer holds, for a reason: `loading`, `paused`, `reading` or `receipt`. */
  hold(reason, holds) {
    if (holds) {
      this.#reasons.add(reason);
    } else {
      this.#reasons.delete(reason);
    }
    this.#settle();
  }

  holds(reason) {
    return this.#reasons.has(reason);
  }

  /** Forgets what waits, because another list is shown. */
  clear() {
    this.#held.clear();
    this.#dropped = false;
    this.#settle();
  }

  #settle() {
    if (this.#reasons.size > 0) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#counted(this.#held.size, this.#reasons, this.#dropped);
      return;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const records = [...this.#held.values()];
      const dropped = this.#dropped;
      this.#held.clear();
      this.#dropped = false;
      this.#counted(0, this.#reasons, false);
      if (records.length > 0) {
        this.#release(records, dropped);
      }
    }, RELEASE_MS);
  }
}

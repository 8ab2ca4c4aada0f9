/** Arrivals that are held at most while the reader does not want them; past that, the list is loaded anew. */
const HELD_MOST = 300;

/** Arrivals that wait to be shown at most; of a larger burst the newest are shown, under a line that states the rest. */
const BURST = 40;

/** More than these eight a second nobody reads. */
const EVERY_MS = 125;

/**
 * Arrivals on their way to the page. They are shown one a frame, or held for as long as a reason to hold
 * stands. What waits is bounded either way, and is read from its text only when it is shown.
 */
export class Flow {
  #show;
  #skip;
  #reload;
  #counted;
  #held = [];
  #reasons = new Set();
  #skipped = 0;
  #dropped = false;
  #shownAt = -EVERY_MS;
  #turn;

  /**
   * `show(record)` takes an arrival, `skip(number)` hears how many were not shown because they came too fast, `reload()` is
   * called instead where too many were held, and `counted(number, reasons, dropped)` hears how many are held and why.
   */
  constructor({ show, skip, reload, counted }) {
    this.#show = show;
    this.#skip = skip;
    this.#reload = reload;
    this.#counted = counted;
  }

  /** An arrival, as a function that reads it. */
  offer(read) {
    this.#held.push(read);
    if (this.#reasons.size === 0 && this.#held.length > BURST) {
      this.#held.shift();
      this.#skipped++;
    } else if (this.#held.length > HELD_MOST) {
      this.#held.shift();
      this.#dropped = true;
    }
    this.#settle();
  }

  /** Forgets an article that is no longer to be shown. */
  withdraw(id) {
    this.#held = this.#held.filter((read) => read().article.id !== id);
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
    this.#held = [];
    this.#dropped = false;
    this.#skipped = 0;
    this.#settle();
  }

  #settle() {
    if (this.#reasons.size > 0) {
      this.#counted(this.#held.length, this.#reasons, this.#dropped);
    } else if (this.#dropped) {
      this.clear();
      this.#reload();
    } else if (this.#held.length > 0) {
      this.#turn ??= setTimeout(() => requestAnimationFrame(() => this.#spend()), this.#wait());
    } else {
      this.#counted(0, this.#reasons, false);
    }
  }

  /** How long until the next may be shown. */
  #wait() {
    return Math.max(0, this.#shownAt + EVERY_MS - performance.now());
  }

  #spend() {
    this.#turn = undefined;
    if (this.#reasons.size > 0) {
      return;
    }
    this.#shownAt = performance.now();
    if (this.#skipped > 0) {
      this.#skip(this.#skipped);
      this.#skipped = 0;
    }
    // What waited may have been withdrawn meanwhile.
    const read = this.#held.shift();
    if (read) {
      this.#show(read());
    }
    this.#settle();
  }
}

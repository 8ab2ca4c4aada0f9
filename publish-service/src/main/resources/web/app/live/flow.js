/** Arrivals that are held at most while the reader does not want them; past that, the list is loaded anew. */
const HELD_MOST = 300;

/** Arrivals that wait to be shown at most; of a larger burst the newest are shown, under a line that states the rest. */
const BURST = 40;

/** How long a frame may be spent on arrivals: the rest of its 16 ms are for layout and paint. */
const BUDGET_MS = 4;

/**
 * Arrivals on their way to the page. They are shown one by one, as many in a frame as its budget allows, or held for as long
 * as a reason to hold stands. What waits is bounded either way.
 */
export class Flow {
  #show;
  #skip;
  #reload;
  #counted;
  #held = new Map();
  #reasons = new Set();
  #skipped = 0;
  #dropped = false;
  #frame;

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

  offer(enriched) {
    const { id } = enriched.article;
    this.#held.delete(id);
    this.#held.set(id, enriched);
    if (this.#reasons.size === 0 && this.#held.size > BURST) {
      this.#dropOldest();
      this.#skipped++;
    } else if (this.#held.size > HELD_MOST) {
      this.#dropOldest();
      this.#dropped = true;
    }
    this.#settle();
  }

  /** Forgets an arrival that its feed took back. */
  withdraw(id) {
    if (this.#held.delete(id)) {
      this.#settle();
    }
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
    this.#skipped = 0;
    this.#settle();
  }

  #dropOldest() {
    this.#held.delete(this.#held.keys().next().value);
  }

  #settle() {
    if (this.#reasons.size > 0) {
      cancelAnimationFrame(this.#frame);
      this.#frame = undefined;
      this.#counted(this.#held.size, this.#reasons, this.#dropped);
      return;
    }
    if (this.#dropped) {
      this.clear();
      this.#reload();
    } else if (this.#held.size > 0 || this.#skipped > 0) {
      this.#frame ??= requestAnimationFrame(() => this.#spend());
    } else {
      this.#counted(0, this.#reasons, false);
    }
  }

  #spend() {
    this.#frame = undefined;
    const begin = performance.now();
    if (this.#skipped > 0) {
      this.#skip(this.#skipped);
      this.#skipped = 0;
    }
    for (const [id, enriched] of this.#held) {
      this.#held.delete(id);
      this.#show(enriched);
      if (performance.now() - begin > BUDGET_MS) {
        break;
      }
    }
    this.#settle();
  }
}

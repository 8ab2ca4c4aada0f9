import * as api from '../api.js';
import { element, stillness, unseen } from '../dom.js';
import { count, counted, figure, moment } from '../format.js';
import { choices, movement, RANKED, standing, WINDOWS } from '../trends/ranked.js';

const KINDS = RANKED.filter((kind) => kind.parameter);
const ENTRIES = 12;

/** The ranking beside the articles. `filter(parameter, value, label)` narrows the list; `chosen()` hears of a new choice. */
export class TrendPanel {
  kind;
  window;
  #signal;
  #filter;
  #rows = new Map();
  #list = element('ol', { className: 'trend-list' });
  #note = element('p', { className: 'note' });

  constructor({ kind, window, signal, filter, chosen }) {
    this.kind = KINDS.find(({ field }) => field === kind) ?? KINDS[0];
    this.window = WINDOWS.find((known) => known.window === window) ?? WINDOWS[1];
    this.#signal = signal;
    this.#filter = filter;
    const turn = () => {
      chosen();
      this.load();
    };
    this.element = element(
      'aside',
      { className: 'panel trends', 'aria-labelledby': 'trends-heading', dataset: { testid: 'trends' } },
      element(
        'div',
        { className: 'panel-head' },
        element('h2', { id: 'trends-heading' }, 'Rising'),
        choices(
          'trend-window',
          'Window',
          WINDOWS.map((known) => ({ value: known.window, label: known.label })),
          this.window.window,
          (value) => {
            this.window = WINDOWS.find((known) => known.window === value);
            turn();
          },
        ),
      ),
      choices(
        'trend-kind',
        'What is ranked',
        KINDS.map((known) => ({ value: known.field, label: known.plural })),
        this.kind.field,
        (value) => {
          this.kind = KINDS.find((known) => known.field === value);
          turn();
        },
      ),
      this.#list,
      this.#note,
      element('p', {}, element('a', { href: '/trends' }, 'All trends')),
    );
  }

  async load() {
    try {
      this.show(await api.trends(this.kind.field, this.window.window, this.#signal));
    } catch (problem) {
      if (problem.name !== 'AbortError') {
        this.#rows.clear();
        this.#list.replaceChildren();
        this.#note.textContent = problem.status === 404 ? this.#nothing() : problem.message;
      }
    }
  }

  /** Shows a ranking if it is the one chosen. */
  show(ranking) {
    if (ranking.kind !== this.kind.field || ranking.window !== this.window.window) {
      return;
    }
    const entries = ranking.entries.slice(0, ENTRIES);
    const keys = entries.map(({ id }) => `${ranking.kind}/${id}`);
    // Where rows are is asked for only if some change places: it makes the browser lay out the page at once.
    const moves = keys.join() !== [...this.#rows.keys()].join();
    const before = moves ? this.#places() : undefined;
    const focused = document.activeElement;
    const highest = Math.max(...entries.map((entry) => entry.score), Number.MIN_VALUE);
    this.#rows = new Map(
      entries.map((entry, index) => {
        const key = keys[index];
        const row = this.#rows.get(key) ?? this.#row();
        this.#fill(row, entry, highest);
        return [key, row];
      }),
    );
    if (moves) {
      this.#list.replaceChildren(...this.#rows.values());
      if (this.#list.contains(focused)) {
        focused.focus({ preventScroll: true });
      }
      this.#move(before);
    }
    this.#note.textContent = [
      entries.length === 0
        ? this.#nothing()
        : `Articles received in the ${this.window.words}, computed ${moment(ranking.computed)} by ${ranking.definition}.`,
      ...standing(ranking),
    ].join(' ');
  }

  #places() {
    return new Map(stillness() ? [] : [...this.#rows].map(([key, row]) => [key, row.getBoundingClientRect().top]));
  }

  #row() {
    return element(
      'li',
      { dataset: { testid: 'trend', kind: this.kind.field } },
      element(
        'button',
        { type: 'button' },
        element('span', { className: 'rank' }),
        element('span', { className: 'trend-label' }),
        element('span', { className: 'move' }),
        element('span', { className: 'trend-count' }),
        element('span', { className: 'trend-bar', 'aria-hidden': 'true' }, element('span', {})),
        element('span', { className: 'trend-publishers' }),
        element('span', { className: 'trend-rising' }),
      ),
    );
  }

  #fill(row, entry, highest) {
    const press = row.firstChild;
    const { parameter } = this.kind;
    row.dataset.id = entry.id;
    press.title = `Only articles with ${entry.label}`;
    press.onclick = () => this.#filter(parameter, entry.id, entry.label);
    press.querySelector('.rank').textContent = count(entry.rank);
    press.querySelector('.trend-label').textContent = entry.label;
    press
      .querySelector('.trend-count')
      .replaceChildren(count(entry.articles), unseen(entry.articles === 1 ? ' article' : ' articles'));
    press.querySelector('.trend-publishers').textContent = counted(entry.publishers, 'publisher');
    press
      .querySelector('.trend-rising')
      .replaceChildren(
        ...(entry.receipt?.trending ? [`rising: ${entry.receipt.units}, usual ${figure(entry.receipt.expected)}`] : []),
      );
    press.querySelector('.trend-bar span').style.width = `${(100 * entry.score) / highest}%`;
    const { direction, shown } = movement(entry);
    const move = press.querySelector('.move');
    move.dataset.move = direction;
    move.replaceChildren(...shown);
  }

  /** Lets each row glide from where it was to where it is. */
  #move(before) {
    if (stillness()) {
      return;
    }
    for (const [key, row] of this.#rows) {
      const from = before.get(key);
      const shift = from === undefined ? 0 : from - row.getBoundingClientRect().top;
      if (shift !== 0) {
        row.animate([{ transform: `translateY(${shift}px)` }, { transform: 'none' }], {
          duration: 400,
          easing: 'ease-in-out',
        });
      }
    }
  }

  #nothing() {
    return `Nothing to rank in the ${this.window.words} yet.`;
  }
}

import * as api from './api.js';
import { element, stillness, unseen } from './dom.js';
import { count, counted, moment } from './format.js';
import { KINDS } from './kinds.js';

const RANKED = KINDS.filter((kind) => kind.ranked);
const WINDOWS = [
  { window: 'PT15M', label: '15 min', words: 'last 15 minutes' },
  { window: 'PT1H', label: '1 h', words: 'last hour' },
  { window: 'PT24H', label: '24 h', words: 'last 24 hours' },
  { window: 'top', label: 'Top', words: 'last 24 hours, the newest counting most' },
];
const ENTRIES = 15;

/** The ranking panel. `filter(parameter, value, label)` narrows the list of articles; `chosen()` hears of a new choice. */
export class Trends {
  kind = RANKED[0];
  window = WINDOWS[0];
  #panel;
  #filter;
  #chosen;
  #rows = new Map();
  #request;

  constructor(panel, { filter, chosen }) {
    this.#panel = panel;
    this.#filter = filter;
    this.#chosen = chosen;
    this.#choices(
      '#trend-kinds',
      'trend-kind',
      RANKED,
      (kind) => kind.field,
      (kind) => kind.plural,
      (kind) => {
        this.kind = kind;
      },
    );
    this.#choices(
      '#trend-windows',
      'trend-window',
      WINDOWS,
      ({ window }) => window,
      ({ label }) => label,
      (window) => {
        this.window = window;
      },
    );
  }

  /** Chooses by the names in the address; what it does not know stays as it is. */
  choose(kind, window) {
    this.kind = RANKED.find(({ field }) => field === kind) ?? this.kind;
    this.window = WINDOWS.find((known) => known.window === window) ?? this.window;
    this.#panel.querySelector(`input[value="${this.kind.field}"]`).checked = true;
    this.#panel.querySelector(`input[value="${this.window.window}"]`).checked = true;
  }

  async load() {
    this.#request?.abort();
    this.#request = new AbortController();
    try {
      this.show(await api.trends(this.kind.field, this.window.window, this.#request.signal));
    } catch (problem) {
      if (problem.name !== 'AbortError') {
        this.#rows.clear();
        this.#panel.querySelector('#trend-list').replaceChildren();
        this.#note(problem.status === 404 ? this.#nothing() : problem.message);
      }
    }
  }

  /** Shows a ranking if it is the one chosen. */
  show(ranking) {
    if (ranking.kind !== this.kind.field || ranking.window !== this.window.window) {
      return;
    }
    const list = this.#panel.querySelector('#trend-list');
    const entries = ranking.entries.slice(0, ENTRIES);
    const before = new Map([...this.#rows].map(([key, row]) => [key, row.getBoundingClientRect().top]));
    const focused = document.activeElement;
    const highest = Math.max(...entries.map((entry) => entry.score), Number.MIN_VALUE);
    const rows = new Map(
      entries.map((entry) => {
        const key = `${ranking.kind}/${entry.id}`;
        const row = this.#rows.get(key) ?? this.#row();
        this.#fill(row, entry, highest);
        return [key, row];
      }),
    );
    this.#rows = rows;
    list.replaceChildren(...rows.values());
    if (list.contains(focused)) {
      focused.focus({ preventScroll: true });
    }
    this.#move(before);
    this.#note(
      [
        entries.length === 0
          ? this.#nothing()
          : `Articles received in the ${this.window.words}, computed ${moment(ranking.computed)} by ${ranking.definition}.`,
        ...standing(ranking),
      ].join(' '),
    );
  }

  #choices(selector, name, options, value, label, choose) {
    this.#panel.querySelector(selector).append(
      ...options.map((option, index) =>
        element(
          'label',
          { dataset: { testid: `${name}-${value(option)}` } },
          element('input', {
            type: 'radio',
            name,
            value: value(option),
            checked: index === 0,
            on: {
              change: () => {
                choose(option);
                this.#chosen();
                this.load();
              },
            },
          }),
          element('span', {}, label(option)),
        ),
      ),
    );
  }

  #row() {
    return element(
      'li',
      { dataset: { testid: 'trend', kind: this.kind.field } },
      element(
        'button',
        { type: 'button' },
        element('span', { className: 'rank' }),
        element('span', { className: 'move' }),
        element('span', { className: 'trend-label' }),
        element('span', { className: 'trend-rising' }),
        element('span', { className: 'trend-count' }),
        element('span', { className: 'trend-bar', 'aria-hidden': 'true' }, element('span', {})),
        element('span', { className: 'trend-publishers' }),
      ),
    );
  }

  #fill(row, entry, highest) {
    const button = row.firstChild;
    const parameter = this.kind.parameter;
    row.dataset.id = entry.id;
    button.title = `Only articles with ${entry.label}`;
    button.onclick = () => this.#filter(parameter, entry.id, entry.label);
    button.querySelector('.rank').textContent = count(entry.rank);
    button.querySelector('.trend-label').textContent = entry.label;
    button
      .querySelector('.trend-count')
      .replaceChildren(count(entry.articles), unseen(entry.articles === 1 ? ' article' : ' articles'));
    button.querySelector('.trend-publishers').textContent = counted(entry.publishers, 'publisher');
    button
      .querySelector('.trend-rising')
      .replaceChildren(...(entry.receipt?.trending ? [`rising, ${entry.receipt.units} for ${expected(entry)}`] : []));
    button.querySelector('.trend-bar span').style.width = `${(100 * entry.score) / highest}%`;
    const move = button.querySelector('.move');
    const rise = entry.previousRank === undefined ? undefined : entry.previousRank - entry.rank;
    move.dataset.move = rise === undefined ? 'new' : ['down', 'none', 'up'][Math.sign(rise) + 1];
    move.replaceChildren(...movement(rise));
  }

  /** Lets each row glide from where it was to where it is. */
  #move(before) {
    if (stillness()) {
      return;
    }
    for (const [key, row] of this.#rows) {
      const from = before.get(key);
      const shift = from === undefined ? 0 : from - row.getBoundingClientRect().top;
      if (from === undefined) {
        row.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 400, easing: 'ease-out' });
      } else if (shift !== 0) {
        row.animate([{ transform: `translateY(${shift}px)` }, { transform: 'none' }], {
          duration: 500,
          easing: 'ease-in-out',
        });
      }
    }
  }

  #nothing() {
    return `Nothing to rank in the ${this.window.words} yet.`;
  }

  #note(text) {
    this.#panel.querySelector('#trend-note').textContent = text;
  }
}

/** What a ranking says of itself: too little history, feeds that are silent. */
function standing(ranking) {
  const silent = ranking.degraded ?? [];
  return [
    ...(ranking.warming ? [`Warming up: ${counted(ranking.historyDays ?? 0, 'day')} of 7 to compare with, so nothing is called rising yet.`] : []),
    ...(silent.length > 0
      ? [`Incomplete, feeds are silent: ${silent.map((feed) => `${feed.feed} (${feed.says})`).join('; ')}.`]
      : []),
  ];
}

function expected(entry) {
  return entry.receipt.expected < 10 ? entry.receipt.expected.toFixed(1) : Math.round(entry.receipt.expected);
}

function movement(rise) {
  if (rise === undefined) {
    return ['new'];
  }
  if (rise === 0) {
    return [unseen('unchanged')];
  }
  return [rise > 0 ? `▲${rise}` : `▼${-rise}`, unseen(rise > 0 ? ' places up' : ' places down')];
}

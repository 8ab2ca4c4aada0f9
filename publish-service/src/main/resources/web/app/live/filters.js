import { KINDS } from '../article/kinds.js';
import { button, element, unseen } from '../dom.js';

const PLAIN = [
  { parameter: 'source', singular: 'Source' },
  { parameter: 'since', singular: 'Since', instant: true },
  { parameter: 'until', singular: 'Until', instant: true },
];
const CHOICES = [...KINDS, ...PLAIN];

/**
 * The filters in force, and the form that adds one. `set(filters)` takes new ones, `add(parameter, value, label)` one more.
 * Names of filtered tags are learnt from the articles, since the address has ids alone.
 */
export class Filters {
  #set;
  #add;
  #names = new Map();
  #known = new Map();
  #filters = [];
  #bar = element('div', { className: 'filters', role: 'group', 'aria-label': 'Filters in force', hidden: true });
  #options = element('datalist', { id: 'filter-values' });

  constructor({ set, add }) {
    this.#set = set;
    this.#add = add;
    this.element = element('div', { className: 'filter-bar' }, this.#form(), this.#bar);
  }

  show(filters) {
    this.#filters = filters;
    this.#bar.hidden = filters.length === 0;
    this.#bar.replaceChildren(
      ...filters.map(([parameter, value]) => this.#inForce(parameter, value)),
      ...(filters.some(([parameter]) => parameter === 'flashpoint') ? [this.#about()] : []),
      ...(filters.length > 1 ? [button('Remove all', () => this.#set([]), { className: 'link' })] : []),
    );
  }

  name(parameter, value, label) {
    this.#names.set(`${parameter}=${value}`, label);
  }

  /** Learns what the tags of articles are called. */
  learn(marks) {
    for (const { kind, tag } of marks) {
      this.#known.set(`${kind.parameter}=${tag.id}`, { parameter: kind.parameter, id: tag.id, label: tag.label });
    }
    for (const [parameter, value] of this.#filters) {
      const found = this.#known.get(`${parameter}=${value}`);
      if (found) {
        this.name(parameter, value, found.label);
      }
    }
    this.show(this.#filters);
  }

  #inForce(parameter, value) {
    const kind = CHOICES.find((known) => known.parameter === parameter);
    const name = this.#names.get(`${parameter}=${value}`) ?? value;
    const others = () => this.#filters.filter(([key, known]) => key !== parameter || known !== value);
    return button(
      [
        unseen('Remove the filter '),
        element('small', {}, kind?.singular ?? { q: 'Words', about: 'About it' }[parameter] ?? parameter),
        ' ',
        name,
        element('span', { className: 'cross', 'aria-hidden': 'true' }, '×'),
      ],
      () => this.#set(others()),
      { className: 'filter', dataset: { testid: 'filter', parameter, kind: kind?.field ?? 'plain' } },
    );
  }

  /** Whether articles that mention the flashpoint in passing are left out. */
  #about() {
    const only = element('input', {
      type: 'checkbox',
      checked: this.#filters.some(([parameter, value]) => parameter === 'about' && value === 'true'),
    });
    only.addEventListener('change', () => {
      const others = this.#filters.filter(([parameter]) => parameter !== 'about');
      this.#set(only.checked ? [...others, ['about', 'true']] : others);
    });
    return element('label', { className: 'check' }, only, 'only those about it');
  }

  #form() {
    const which = element(
      'select',
      { name: 'parameter', 'aria-label': 'What to filter by' },
      ...CHOICES.map(({ parameter, singular }) => element('option', { value: parameter }, singular)),
    );
    const value = element('input', {
      name: 'value',
      required: true,
      'aria-label': 'Value to filter by',
      list: 'filter-values',
      autocomplete: 'off',
    });
    const details = element('details', { className: 'filter-form', dataset: { testid: 'filter-form' } });
    const turn = () => {
      const instant = PLAIN.find(({ parameter }) => parameter === which.value)?.instant;
      value.type = instant ? 'datetime-local' : 'text';
      value.placeholder = instant ? '' : which.value === 'source' ? 'a feed or a publisher' : 'a name, or an id';
      value.value = '';
      const known = [...this.#known.values()].filter(({ parameter }) => parameter === which.value);
      this.#options.replaceChildren(...known.map(({ label }) => element('option', { value: label })));
    };
    which.addEventListener('change', turn);
    details.addEventListener('toggle', turn);
    details.append(
      element('summary', {}, 'Filter'),
      element(
        'form',
        {
          on: {
            submit: (event) => {
              event.preventDefault();
              details.open = false;
              this.#choose(which.value, value.value.trim(), value.type === 'datetime-local');
            },
          },
        },
        which,
        value,
        this.#options,
        element('button', { type: 'submit' }, 'Add'),
      ),
    );
    return details;
  }

  #choose(parameter, text, instant) {
    if (instant) {
      this.#add(parameter, new Date(text).toISOString(), new Date(text).toLocaleString('en-GB'));
      return;
    }
    const named = [...this.#known.values()].find(
      (known) => known.parameter === parameter && known.label.toLowerCase() === text.toLowerCase(),
    );
    this.#add(parameter, named?.id ?? text, named?.label ?? text);
  }
}

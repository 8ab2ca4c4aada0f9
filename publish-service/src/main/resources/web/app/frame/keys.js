import { button, element } from '../dom.js';

const GO = { l: '/', f: '/flashpoints', t: '/trends', s: '/stories', p: '/pipeline', e: '/feeds', r: '/rejected' };
const CHORD_MS = 1500;
const OFF = 'dateline.keys-off';

const HELP = [
  ['g then l, f, t, s', 'Live, Flashpoints, Trends, Stories'],
  ['g then p, e, r', 'Pipeline, Feeds, Rejected'],
  ['/', 'Search the articles'],
  ['j and k', 'Next and previous article or row'],
  ['o', 'Open the article that has the focus'],
  ['p', 'Pause and resume the live articles'],
  ['Esc', 'Close a receipt or a dialog'],
  ['?', 'This list'],
];

/** Shortcuts of single keys. Nothing happens while a field has the focus, and the reader may switch them off. */
export class Keys {
  #go;
  #armed = 0;

  constructor(help, go) {
    this.#go = go;
    help.addEventListener('click', () => this.#help());
    document.addEventListener('keydown', (event) => this.#press(event));
  }

  #press(event) {
    const { target, key } = event;
    const typing = target.closest?.('input:not([type=radio], [type=checkbox], [type=range]), textarea, select, dialog');
    if (typing || event.ctrlKey || event.metaKey || event.altKey || this.#off()) {
      return;
    }
    const chord = performance.now() - this.#armed < CHORD_MS;
    this.#armed = 0;
    if (chord && GO[key]) {
      this.#go(GO[key]);
    } else if (key === 'g') {
      this.#armed = performance.now();
    } else if (key === '/') {
      this.#search();
    } else if (key === 'j' || key === 'k') {
      this.#step(key === 'j' ? 1 : -1);
    } else if (key === 'o') {
      document.activeElement?.querySelector?.('[data-open]')?.click();
    } else if (key === 'p') {
      document.querySelector('[data-key="p"]')?.click();
    } else if (key === '?') {
      this.#help();
    } else {
      return;
    }
    event.preventDefault();
  }

  async #search() {
    if (!document.getElementById('query')) {
      await this.#go('/');
    }
    document.getElementById('query')?.focus();
  }

  /** Moves the focus over what a screen marks as steps: articles, rows. */
  #step(direction) {
    const steps = [...document.querySelectorAll('main [data-step]')];
    const current = steps.findIndex((step) => step.contains(document.activeElement));
    const next = steps[current < 0 ? 0 : Math.min(Math.max(current + direction, 0), steps.length - 1)];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'nearest' });
  }

  #off() {
    try {
      return localStorage.getItem(OFF) === 'yes';
    } catch {
      return false;
    }
  }

  #help() {
    const off = element('input', { type: 'checkbox', checked: !this.#off() });
    off.addEventListener('change', () => {
      try {
        localStorage.setItem(OFF, off.checked ? 'no' : 'yes');
      } catch {
        off.checked = true;
      }
    });
    const dialog = element(
      'dialog',
      { className: 'sheet', 'aria-labelledby': 'keys-heading', dataset: { testid: 'keys-help' } },
      element('h2', { id: 'keys-heading' }, 'Keys'),
      element(
        'dl',
        { className: 'keys' },
        ...HELP.map(([keys, what]) =>
          element('div', {}, element('dt', {}, element('kbd', {}, keys)), element('dd', {}, what)),
        ),
      ),
      element('label', { className: 'check' }, off, 'Keys are in use'),
      element('p', { className: 'actions' }, button('Close', () => dialog.close(), { className: 'primary' })),
    );
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }
}

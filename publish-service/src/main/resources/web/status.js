import * as api from './api.js';
import { element } from './dom.js';
import { count, counted, span } from './format.js';

const POLL_MS = 2000;
const RATE_OVER_MS = 10000;
const LATENCIES = 50;
const READINGS_TO_DOUBT = 2;
const COLUMNS = ['accepted', 'published', 'duplicates', 'rejected', 'inFlight'];
const CONNECTION = { live: 'live', connecting: 'connecting', lost: 'connection lost, trying again' };

/** The strip that says how the pipeline does: connection, figures, and whether the ledger balances. */
export class Status {
  #latencies = [];
  #samples = [];
  #unbalanced = 0;

  constructor() {
    const poll = async () => {
      if (!document.hidden) {
        await this.#read();
      }
      setTimeout(poll, POLL_MS);
    };
    poll();
  }

  connection(state) {
    const figure = document.getElementById('connection');
    figure.dataset.state = state;
    figure.querySelector('dd').textContent = CONNECTION[state];
  }

  /** Counts an article's way from received to stored into the median. */
  observe({ times }) {
    if (!times.stored) {
      return;
    }
    this.#latencies.push(Date.parse(times.stored) - Date.parse(times.received));
    this.#latencies = this.#latencies.slice(-LATENCIES);
    const sorted = [...this.#latencies].sort((a, b) => a - b);
    document.getElementById('latency').textContent = span(sorted[Math.floor((sorted.length - 1) / 2)]);
  }

  async #read() {
    const state = document.getElementById('ledger');
    const line = document.getElementById('ledger-line');
    const rate = document.getElementById('rate');
    try {
      const [{ totals, feeds }, { articles }] = await Promise.all([api.ledger(), api.status()]);
      // The counts come from topics that are read each on its own: a single reading may be ahead in one of them.
      this.#unbalanced = totals.balanced ? 0 : this.#unbalanced + 1;
      if (totals.balanced || this.#unbalanced >= READINGS_TO_DOUBT) {
        state.dataset.state = totals.balanced ? 'balanced' : 'unbalanced';
        line.replaceChildren(...sentence(totals));
      }
      document.getElementById('ledger-feeds').replaceChildren(...feeds.map(row));
      document.getElementById('stored').textContent = count(articles);
      rate.textContent = this.#rate(totals.published);
    } catch {
      state.dataset.state = 'unknown';
      line.textContent = 'Ledger cannot be read';
      rate.textContent = '–';
    }
  }

  #rate(published) {
    const now = performance.now();
    this.#samples.push({ now, published });
    this.#samples = this.#samples.filter((sample) => now - sample.now <= RATE_OVER_MS);
    const [first] = this.#samples;
    const seconds = (now - first.now) / 1000;
    const rate = seconds === 0 ? 0 : (published - first.published) / seconds;
    return rate === 0 || rate >= 10 ? count(Math.round(rate)) : rate.toFixed(1);
  }
}

function sentence({ accepted, published, duplicates, rejected, inFlight, balanced }) {
  const ends = `${count(published)} published + ${counted(duplicates, 'duplicate')} + ${count(rejected)} rejected`;
  const sum = balanced
    ? `: ${count(accepted)} accepted = ${ends} + ${count(inFlight)} on the way`
    : `: ${count(accepted)} accepted, but ${ends}`;
  return [balanced ? 'Ledger balances' : 'Ledger does not balance', element('span', { className: 'sum' }, sum)];
}

function row(feed) {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, feed.feed),
    ...COLUMNS.map((column) => element('td', {}, count(feed[column]))),
  );
}

import * as api from '../api.js';
import { count, span } from '../format.js';
import { every } from '../states.js';

const POLL_MS = 2000;
const RATE_OVER_MS = 10000;
const LATENCIES = 50;
const READINGS_TO_DOUBT = 2;

const FLOW = { ok: 'news flow', warn: 'flow: look', bad: 'flow stands still', unknown: 'flow unknown' };

const at = (id) => document.getElementById(id);

/** The strip that says how the pipeline does: connection, figures, and whether the ledger balances. */
class Status {
  #latencies = [];
  #samples = [];
  #unbalanced = 0;
  #states = new Map();

  start() {
    every(POLL_MS, new AbortController().signal, () => Promise.all([this.#read(), this.#readFlow()]));
  }

  /** How one of the page's connections stands: `live`, `connecting`, `lost`, or `closed` when it is not used any more. */
  connection(name, state) {
    if (state === 'closed') {
      this.#states.delete(name);
    } else {
      this.#states.set(name, state);
    }
    const states = [...this.#states.values()];
    const worst = ['lost', 'connecting'].find((bad) => states.includes(bad)) ?? 'live';
    const lamp = at('connection');
    if (lamp.dataset.state !== worst) {
      lamp.dataset.state = worst;
      lamp.textContent = worst === 'lost' ? 'connection lost, trying again' : worst;
    }
  }

  /** Counts an article's way from received to stored into the median. */
  observe({ times }) {
    if (!times.stored) {
      return;
    }
    this.#latencies.push(Date.parse(times.stored) - Date.parse(times.received));
    this.#latencies = this.#latencies.slice(-LATENCIES);
  }

  async #read() {
    const ledger = at('ledger');
    try {
      const [{ totals, feeds }, { articles }] = await Promise.all([api.ledger(), api.status()]);
      this.connection('api', 'live');
      // The counts come from topics that are read each on its own: a single reading may be ahead in one of them.
      const balanced = feeds.every((feed) => feed.balanced);
      this.#unbalanced = balanced ? 0 : this.#unbalanced + 1;
      if (balanced || this.#unbalanced >= READINGS_TO_DOUBT) {
        ledger.dataset.state = balanced ? 'balanced' : 'unbalanced';
        ledger.textContent = balanced ? 'ledger balances' : 'ledger does not balance';
      }
      at('stored').textContent = count(articles);
      at('rate').textContent = this.#rate(totals.published);
      at('latency').textContent = this.#median();
      at('latency').parentElement.hidden = this.#latencies.length === 0;
    } catch (problem) {
      this.connection('api', problem.status === 0 ? 'lost' : 'live');
      ledger.dataset.state = 'unknown';
      ledger.textContent = 'ledger cannot be read';
      at('rate').textContent = '–';
    }
  }

  /** Whether news flow; that they do no more is told to who cannot see the lamp as well. */
  async #readFlow() {
    const lamp = at('flow');
    let state = 'unknown';
    try {
      ({ state } = await api.pipeline(1));
    } catch {
      // That the API does not answer, the connection tells.
    }
    if (lamp.dataset.state !== state) {
      const worse = state === 'bad' || (state === 'warn' && lamp.dataset.state === 'ok');
      lamp.dataset.state = state;
      lamp.textContent = FLOW[state];
      if (worse) {
        at('announcements').textContent = `Pipeline: ${FLOW[state]}.`;
      }
    }
  }

  #median() {
    const sorted = [...this.#latencies].sort((a, b) => a - b);
    return sorted.length === 0 ? '–' : span(sorted[Math.floor((sorted.length - 1) / 2)]);
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

export const status = new Status();

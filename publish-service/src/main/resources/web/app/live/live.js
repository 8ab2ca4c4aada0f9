import * as api from '../api.js';
import { explain } from '../article/explain.js';
import { tagsOf } from '../article/kinds.js';
import { receipt } from '../article/receipt.js';
import { button, element } from '../dom.js';
import { count, counted } from '../format.js';
import { status } from '../frame/status.js';
import { problem as shown } from '../states.js';
import { queryOf, readQuery, withFilter, withoutFilter } from './address.js';
import { firstSteps, nothingFound } from './empty.js';
import { Filters } from './filters.js';
import { Flow } from './flow.js';
import { ArticleList } from './list.js';
import { TrendPanel } from './trend-panel.js';

const PAGE = 30;
const PAGE_SEARCHED = 100;
const PAGES_SEARCHED = 20;
const ANNOUNCE_MS = 8000;

/** The articles as they arrive. */
export function open(host, visit) {
  return new LiveScreen(host, visit);
}

class LiveScreen {
  #visit;
  #filters;
  #bar;
  #list;
  #trends;
  #flow;
  #stream;
  #request;
  /** Where the list goes on: a cursor; null at the end; undefined where the end of the list was cut off. */
  #older = null;
  /** Whether newer articles were cut from the top to make room for older ones. */
  #topCut = false;
  #unannounced = 0;

  #heading = element('h1', { tabIndex: -1, id: 'articles-heading' }, 'Arriving now');
  #query = element('input', {
    id: 'query',
    type: 'search',
    name: 'q',
    placeholder: 'Search the articles',
    'aria-label': 'Search the articles',
    autocomplete: 'off',
    maxLength: 200,
    dataset: { testid: 'search' },
  });
  #pause = button('Pause', () => this.#togglePause(), {
    'aria-pressed': 'false',
    dataset: { testid: 'pause', key: 'p' },
  });
  #waiting = button('', () => this.#release(), { className: 'waiting', hidden: true, dataset: { testid: 'waiting' } });
  #empty = element('div', { hidden: true });
  #items = element('ol', { className: 'list', 'aria-labelledby': 'articles-heading', dataset: { testid: 'articles' } });
  #notice = element('div', { hidden: true });
  #more = button('Load older articles', () => this.#loadOlder(), { hidden: true, dataset: { testid: 'older' } });

  constructor(host, visit) {
    this.#visit = visit;
    visit.title('');
    const asked = readQuery(visit.query);
    this.#filters = asked.filters;
    const filter = (parameter, value, label) => {
      this.#bar.name(parameter, value, label);
      this.#setFilters(withFilter(this.#filters, parameter, value));
    };
    this.#list = new ArticleList(this.#items, {
      filter,
      receipt: (enriched, marks, anchor, jump) =>
        receipt.open(enriched, marks, anchor, { filter, jump, explain: (id) => explain(enriched, id) }),
      explain: (enriched) => explain(enriched),
    });
    this.#bar = new Filters({ set: (filters) => this.#setFilters(filters), add: filter });
    this.#trends = new TrendPanel({
      kind: asked.kind,
      window: asked.window,
      signal: visit.signal,
      filter,
      chosen: () => this.#remember(false),
    });
    this.#flow = new Flow({
      show: (enriched) => this.#show(enriched),
      skip: (number) => this.#list.skip(number),
      reload: () => this.#load(),
      counted: (number, reasons, dropped) => this.#showWaiting(number, reasons, dropped),
    });
    host.classList.add('live');
    host.append(
      element(
        'section',
        { className: 'articles', 'aria-labelledby': 'articles-heading' },
        element('div', { className: 'toolbar' }, this.#heading, this.#search(), this.#pause),
        this.#bar.element,
        element('div', { className: 'waiting-dock' }, this.#waiting),
        this.#empty,
        this.#items,
        this.#notice,
        element('p', { className: 'older' }, this.#more),
      ),
      this.#trends.element,
    );
    this.#watch();
    this.#follow();
    this.#trends.load();
  }

  /** The query changed: the back button, or a link to this screen. */
  requery(query) {
    const asked = readQuery(query);
    this.#filters = asked.filters;
    this.#follow();
  }

  #follow() {
    this.#bar.show(this.#filters);
    this.#query.value = this.#words() ?? '';
    this.#heading.textContent = this.#filters.length === 0 ? 'Arriving now' : 'Arriving now, filtered';
    this.#flow.hold('reading', false);
    this.#load();
  }

  #search() {
    const form = element(
      'form',
      { className: 'search' },
      this.#query,
      element('button', { type: 'submit' }, 'Search'),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const wanted = this.#query.value.trim();
      this.#setFilters(
        wanted === '' ? withoutFilter(this.#filters, 'q', this.#words()) : withFilter(this.#filters, 'q', wanted),
      );
    });
    // The cross in a search field empties it without a submit.
    this.#query.addEventListener('search', () => {
      if (this.#query.value === '' && this.#words()) {
        form.requestSubmit();
      }
    });
    return element('search', {}, form);
  }

  /** What holds arrivals back, and what ends with the visit. */
  #watch() {
    const { signal } = this.#visit;
    // Articles that push the text down under a reader's eyes are no help: once the top has scrolled away, or while a receipt
    // is open, arrivals wait.
    const top = new IntersectionObserver((seen) => {
      const { isIntersecting, boundingClientRect } = seen.at(-1);
      this.#flow.hold('reading', this.#topCut || (!isIntersecting && boundingClientRect.top < 0));
    });
    top.observe(this.#heading);
    document
      .getElementById('receipt')
      .addEventListener('toggle', (event) => this.#flow.hold('receipt', event.newState === 'open'), { signal });
    const announcing = setInterval(() => this.#announce(), ANNOUNCE_MS);
    signal.addEventListener('abort', () => {
      top.disconnect();
      clearInterval(announcing);
      this.#request?.abort();
      this.#stream?.close();
      this.#flow.hold('left', true);
      this.#flow.clear();
      receipt.close();
      status.connection('stream', 'closed');
    });
  }

  /** Loads the list and the stream for the filters in force. The stream opens first, so that nothing falls between. */
  async #load() {
    this.#request?.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    this.#stream?.close();
    this.#flow.hold('loading', true);
    this.#flow.clear();
    this.#items.setAttribute('aria-busy', 'true');
    let lost = false;
    this.#stream = new api.LiveStream(this.#filters, {
      article: (read) => this.#flow.offer(read),
      kill: (read) => this.#takeAway(read().article.id),
      unmatched: (read) => this.#takeAway(read().id),
      trend: (read) => this.#trends.show(read()),
      state: (state) => {
        status.connection('stream', state);
        if (state === 'live' && lost) {
          this.#catchUp();
          this.#trends.load();
        }
        lost ||= state === 'lost';
      },
    });
    try {
      const { items, next } = await api.articles(this.#filters, { limit: PAGE, signal });
      this.#list.clear();
      this.#topCut = false;
      this.#older = next ?? null;
      items.toReversed().forEach((enriched) => status.observe(enriched));
      this.#bar.learn(items.flatMap(tagsOf));
      this.#list.append(items);
      this.#state();
      this.#showEnd();
      this.#flow.hold('loading', false);
    } catch (problem) {
      if (problem.name !== 'AbortError') {
        this.#list.clear();
        this.#showEnd();
        this.#state(problem);
      }
    } finally {
      if (!signal.aborted) {
        this.#items.removeAttribute('aria-busy');
      }
    }
  }

  #show(enriched) {
    status.observe(enriched);
    if (this.#topCut) {
      this.#load();
      return;
    }
    if (this.#list.arrive(enriched) > 0) {
      this.#older = undefined;
    }
    this.#unannounced++;
    if (!this.#empty.hidden || this.#more.hidden) {
      this.#showEnd();
    }
  }

  /** An article that its feed took back, or that the filters no longer match, goes from what is shown and what waits. */
  #takeAway(id) {
    this.#flow.withdraw(id);
    this.#list.remove(id);
    if (this.#list.size === 0 && this.#notice.hidden) {
      this.#showEnd();
    }
  }

  #showWaiting(number, reasons, dropped) {
    const loading = reasons.has('loading');
    const hidden = loading || (number === 0 && !(this.#topCut && reasons.size > 0));
    const text =
      number === 0 ? 'Back to the newest' : `${dropped ? 'More than ' : ''}${counted(number, 'new article')}`;
    // Nothing is written that stands there already: this is called for every arrival.
    if (this.#waiting.hidden !== hidden) {
      this.#waiting.hidden = hidden;
    }
    if (this.#waiting.textContent !== text) {
      this.#waiting.textContent = text;
      this.#visit.title(number > 0 && !loading ? `(${count(number)}) Live` : 'Live');
    }
  }

  /** After an interruption: what was stored meanwhile. Where that is more than a page, the list starts anew. */
  async #catchUp() {
    if (!this.#notice.hidden) {
      this.#load();
      return;
    }
    try {
      const { items } = await api.articles(this.#filters, { limit: PAGE, signal: this.#request.signal });
      const missed = items.filter((enriched) => !this.#list.shows(enriched));
      if (this.#list.size > 0 && missed.length === items.length) {
        this.#load();
      } else {
        missed.toReversed().forEach((enriched) => this.#flow.offer(() => enriched));
      }
    } catch (problem) {
      if (problem.name !== 'AbortError') {
        this.#state(problem);
      }
    }
  }

  async #loadOlder() {
    this.#more.disabled = true;
    const { signal } = this.#request;
    try {
      const { items, next } =
        this.#older === undefined
          ? await this.#searchEnd(signal)
          : await api.articles(this.#filters, { limit: PAGE, cursor: this.#older, signal });
      this.#older = next ?? null;
      if (this.#list.append(items) > 0) {
        this.#topCut = true;
        this.#flow.hold('reading', true);
      }
      this.#state();
    } catch (problem) {
      if (problem.name !== 'AbortError') {
        this.#state(problem, () => this.#loadOlder());
      }
    } finally {
      this.#more.disabled = false;
      this.#showEnd();
    }
  }

  /** Finds the page that follows the last article shown, from the newest on, since no cursor is known for it. */
  async #searchEnd(signal) {
    const last = this.#list.lastId;
    let cursor;
    for (let page = 0; page < PAGES_SEARCHED; page++) {
      const { items, next } = await api.articles(this.#filters, { limit: PAGE_SEARCHED, cursor, signal });
      const index = items.findIndex(({ article }) => article.id === last);
      if (index >= 0 || !next) {
        return { items: items.slice(index + 1), next };
      }
      cursor = next;
    }
    throw new api.ApiError(0, 'These articles are too far back.', 'Narrow the list with a filter or the search.');
  }

  #showEnd() {
    this.#more.hidden = this.#older === null || this.#list.size === 0;
    this.#empty.hidden = this.#list.size > 0;
    if (this.#list.size === 0) {
      this.#empty.replaceChildren(
        this.#filters.length === 0 ? firstSteps() : nothingFound(() => this.#setFilters([])),
      );
    }
  }

  /** States a problem at the end of the list it concerns, or takes the statement away. */
  #state(problem, again = () => this.#load()) {
    this.#notice.hidden = !problem;
    this.#notice.replaceChildren(...(problem ? [shown(problem, again)] : []));
    if (problem) {
      this.#empty.hidden = true;
    }
  }

  /** The words searched for, if any. */
  #words() {
    return this.#filters.find(([parameter]) => parameter === 'q')?.[1];
  }

  #setFilters(wanted) {
    this.#filters = wanted;
    receipt.close();
    this.#remember(true);
    scrollTo({ top: 0, behavior: 'instant' });
    this.#follow();
  }

  #remember(step) {
    this.#visit.remember(
      queryOf({ filters: this.#filters, kind: this.#trends.kind.field, window: this.#trends.window.window }),
      step,
    );
  }

  #togglePause() {
    const pausing = !this.#flow.holds('paused');
    this.#pause.setAttribute('aria-pressed', String(pausing));
    this.#pause.textContent = pausing ? 'Resume' : 'Pause';
    this.#flow.hold('paused', pausing);
  }

  /** The reader wants what waits. */
  #release() {
    if (this.#flow.holds('paused')) {
      this.#togglePause();
    }
    scrollTo({ top: 0, behavior: 'instant' });
    this.#flow.hold('reading', false);
    if (this.#topCut) {
      this.#load();
    }
    this.#heading.focus({ preventScroll: true });
  }

  #announce() {
    if (this.#unannounced > 0) {
      document.getElementById('announcements').textContent = counted(this.#unannounced, 'new article');
      this.#unannounced = 0;
    }
  }
}

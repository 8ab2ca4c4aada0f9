import { readAddress, withFilter, withoutFilter, writeAddress } from './address.js';
import * as api from './api.js';
import { element, unseen } from './dom.js';
import { firstSteps, nothingFound } from './empty.js';
import { Flow } from './flow.js';
import { count, counted } from './format.js';
import { KINDS, tagsOf } from './kinds.js';
import { ArticleList } from './list.js';
import { Receipt } from './receipt.js';
import { Status } from './status.js';
import { Trends } from './trends.js';

const PAGE = 30;
const PAGE_SEARCHED = 100;
const PAGES_SEARCHED = 20;
const ANNOUNCE_MS = 5000;

const at = (id) => document.getElementById(id);

let filters = [];
/** Names of filtered tags, by parameter and value, since the address holds ids alone. */
let names = new Map();
let stream;
let request;
/** Where the list goes on: a cursor; null at the end; undefined where the end of the list was cut off. */
let older = null;
/** Whether newer articles were cut from the top to make room for older ones. */
let topCut = false;
let unannounced = 0;
/** What the button of the notice does. */
let retry = load;

const receipt = new Receipt(at('receipt'));
const status = new Status();
const list = new ArticleList(at('list'), {
  filter: setFilter,
  receipt: (enriched, marks, anchor, jump) => receipt.open(enriched, marks, anchor, { filter: setFilter, jump }),
});
const trends = new Trends(at('trends'), { filter: setFilter, chosen: () => remember(false) });
const flow = new Flow({ release, counted: showWaiting });

function release(records, dropped) {
  if (dropped || topCut) {
    load();
    return;
  }
  if (list.arrive(records) > 0) {
    older = undefined;
  }
  unannounced += records.length;
  showEnd();
}

function showWaiting(number, reasons, dropped) {
  const waiting = at('waiting');
  const loading = reasons.has('loading');
  waiting.hidden = loading || (number === 0 && !(topCut && reasons.size > 0));
  waiting.textContent =
    number === 0 ? 'Back to the newest' : `${dropped ? 'More than ' : ''}${counted(number, 'new article')}`;
  document.title = number > 0 && !loading ? `(${count(number)}) Dateline` : 'Dateline';
}

/** Loads the list and the stream for the filters in force. The stream opens first, so that nothing falls between. */
async function load() {
  request?.abort();
  request = new AbortController();
  const { signal } = request;
  stream?.close();
  flow.clear();
  flow.hold('loading', true);
  at('articles').setAttribute('aria-busy', 'true');
  let lost = false;
  stream = new api.LiveStream(filters, {
    article: (enriched) => {
      status.observe(enriched);
      flow.offer(enriched);
    },
    trend: (ranking) => trends.show(ranking),
    state: (state) => {
      status.connection(state);
      if (state === 'live' && lost) {
        catchUp();
        trends.load();
      }
      lost ||= state === 'lost';
    },
  });
  try {
    const { items, next } = await api.articles(filters, { limit: PAGE, signal });
    list.clear();
    topCut = false;
    older = next ?? null;
    items.toReversed().forEach((enriched) => status.observe(enriched));
    learnNames(items);
    list.append(items);
    notice();
    showEnd();
    flow.hold('loading', false);
  } catch (problem) {
    if (problem.name !== 'AbortError') {
      list.clear();
      showEnd();
      notice(problem);
    }
  } finally {
    if (!signal.aborted) {
      at('articles').removeAttribute('aria-busy');
    }
  }
}

/** After an interruption: what was stored meanwhile. Where that is more than a page, the list starts anew. */
async function catchUp() {
  if (!at('notice').hidden) {
    load();
    return;
  }
  try {
    const { items } = await api.articles(filters, { limit: PAGE });
    const missed = items.filter((enriched) => !list.shows(enriched));
    if (list.size > 0 && missed.length === items.length) {
      load();
    } else {
      missed.toReversed().forEach((enriched) => flow.offer(enriched));
    }
  } catch (problem) {
    notice(problem);
  }
}

async function loadOlder() {
  const button = at('older');
  button.disabled = true;
  try {
    const { items, next } =
      older === undefined ? await searchEnd() : await api.articles(filters, { limit: PAGE, cursor: older });
    older = next ?? null;
    if (list.append(items) > 0) {
      topCut = true;
      flow.hold('reading', true);
    }
    notice();
  } catch (problem) {
    notice(problem, loadOlder);
  } finally {
    button.disabled = false;
    showEnd();
  }
}

/** Finds the page that follows the last article shown, from the newest on, since no cursor is known for it. */
async function searchEnd() {
  const last = list.lastId;
  let cursor;
  for (let page = 0; page < PAGES_SEARCHED; page++) {
    const { items, next } = await api.articles(filters, { limit: PAGE_SEARCHED, cursor });
    const index = items.findIndex(({ article }) => article.id === last);
    if (index >= 0 || !next) {
      return { items: items.slice(index + 1), next };
    }
    cursor = next;
  }
  throw new api.ApiError(0, 'These articles are too far back.', 'Narrow the list with a filter or the search.');
}

function showEnd() {
  at('older').hidden = older === null || list.size === 0;
  const empty = at('empty');
  empty.hidden = list.size > 0;
  if (list.size === 0) {
    empty.replaceChildren(...(filters.length === 0 ? firstSteps() : nothingFound(() => setFilters([]))));
  }
}

/** States a problem at the end of the list it concerns, or takes the statement away. */
function notice(problem, again = load) {
  retry = again;
  at('notice').hidden = !problem;
  at('notice-title').textContent = problem?.message ?? '';
  at('notice-detail').textContent = problem?.detail ?? '';
  if (problem) {
    at('empty').hidden = true;
  }
}

/** The words searched for, if any. */
function words() {
  return filters.find(([parameter]) => parameter === 'q')?.[1];
}

function setFilter(parameter, value, label) {
  names.set(`${parameter}=${value}`, label);
  setFilters(withFilter(filters, parameter, value));
}

function setFilters(wanted) {
  filters = wanted;
  remember(true);
  showFilters();
  at('query').value = words() ?? '';
  flow.hold('reading', false);
  scrollTo({ top: 0 });
  load();
}

function remember(step) {
  writeAddress({ filters, kind: trends.kind.field, window: trends.window.window }, step);
}

function learnNames(items) {
  const seen = items.flatMap(tagsOf).map(({ kind, tag }) => [`${kind.parameter}=${tag.id}`, tag.label]);
  const known = new Map([...names, ...seen]);
  const keys = filters.map((filter) => filter.join('=')).filter((key) => known.has(key));
  names = new Map(keys.map((key) => [key, known.get(key)]));
  showFilters();
}

function showFilters() {
  at('articles-heading').textContent = filters.length === 0 ? 'Arriving now' : 'Arriving now, filtered';
  const bar = at('filters');
  bar.hidden = filters.length === 0;
  bar.replaceChildren(...filters.map(([parameter, value]) => filterInForce(parameter, value)));
}

function filterInForce(parameter, value) {
  const kind = KINDS.find((known) => known.parameter === parameter);
  const plain = { q: 'Search', source: 'Source', since: 'Since', until: 'Until' };
  const name = names.get(`${parameter}=${value}`) ?? value;
  return element(
    'button',
    {
      type: 'button',
      className: 'filter',
      dataset: { testid: 'filter', parameter, kind: kind?.field ?? 'plain' },
      on: { click: () => setFilters(withoutFilter(filters, parameter, value)) },
    },
    unseen('Remove the filter '),
    element('small', {}, kind?.singular ?? plain[parameter]),
    ' ',
    name,
    element('span', { className: 'cross', 'aria-hidden': 'true' }, '×'),
  );
}

function followAddress() {
  const asked = readAddress();
  filters = asked.filters;
  trends.choose(asked.kind, asked.window);
  showFilters();
  at('query').value = words() ?? '';
  load();
  trends.load();
}

at('search').addEventListener('submit', (event) => {
  event.preventDefault();
  const wanted = at('query').value.trim();
  setFilters(wanted === '' ? withoutFilter(filters, 'q', words()) : withFilter(filters, 'q', wanted));
});
// The cross in a search field empties it without a submit.
at('query').addEventListener('search', () => {
  if (at('query').value === '' && words()) {
    at('search').requestSubmit();
  }
});
at('home').addEventListener('click', (event) => {
  event.preventDefault();
  setFilters([]);
});
at('pause').addEventListener('click', () => {
  const pausing = !flow.holds('paused');
  at('pause').setAttribute('aria-pressed', String(pausing));
  at('pause').textContent = pausing ? 'Resume' : 'Pause';
  flow.hold('paused', pausing);
});
at('waiting').addEventListener('click', () => {
  if (flow.holds('paused')) {
    at('pause').click();
  }
  flow.hold('reading', false);
  scrollTo({ top: 0 });
  if (topCut) {
    load();
  }
  at('articles').focus({ preventScroll: true });
});
at('older').addEventListener('click', loadOlder);
at('retry').addEventListener('click', () => retry());
addEventListener('popstate', followAddress);

// Articles that push the text down under a reader's eyes are no help: once the top has scrolled away, or while a receipt
// is open, arrivals wait.
new IntersectionObserver((seen) => {
  const { isIntersecting, boundingClientRect } = seen.at(-1);
  flow.hold('reading', topCut || (!isIntersecting && boundingClientRect.top < 0));
}).observe(at('articles-heading'));
at('receipt').addEventListener('toggle', (event) => flow.hold('receipt', event.newState === 'open'));

setInterval(() => {
  if (unannounced > 0) {
    at('announcements').textContent = counted(unannounced, 'new article');
    unannounced = 0;
  }
}, ANNOUNCE_MS);

followAddress();

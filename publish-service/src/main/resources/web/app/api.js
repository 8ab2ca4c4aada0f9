import { signedOut } from './session.js';

const SESSION = '/v1/session';

/** A refusal by the API, in its own words (application/problem+json). */
export class ApiError extends Error {
  constructor(status, title, detail, { code, problems } = {}) {
    super(title);
    this.status = status;
    this.detail = detail;
    this.code = code;
    this.problems = problems ?? [];
  }
}

/**
 * One request to the API: its JSON, and the answer's headers. The browser sends the session along; one that has ended is told to
 * the page.
 */
export async function request(method, path, { parameters = [], body, headers = {}, signal } = {}) {
  const query = new URLSearchParams(parameters).toString();
  let response;
  try {
    response = await fetch(query ? `${path}?${query}` : path, {
      method,
      body,
      signal,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    });
  } catch (cause) {
    if (cause.name === 'AbortError') {
      throw cause;
    }
    throw new ApiError(0, 'The server cannot be reached.', 'Is ./dateline up still running?');
  }
  const answer = response.status === 204 ? {} : await response.json().catch(() => ({}));
  if (response.status === 401 && path !== SESSION) {
    signedOut();
  }
  if (!response.ok) {
    throw new ApiError(
      response.status,
      answer.title ?? 'The server could not answer.',
      answer.detail ?? `Status ${response.status}`,
      answer,
    );
  }
  return { answer, headers: response.headers, status: response.status };
}

export async function get(path, parameters, signal) {
  return (await request('GET', path, { parameters, signal })).answer;
}

const id = encodeURIComponent;

/** A page of articles, newest first: {items, next}. */
export function articles(filters, { limit, cursor, signal } = {}) {
  return get('/v1/articles', page(filters, limit, cursor), signal);
}

export function article(articleId, signal) {
  return get(`/v1/articles/${id(articleId)}`, [], signal);
}

export function stories(filters, { limit, cursor, signal } = {}) {
  return get('/v1/stories', page(filters, limit, cursor), signal);
}

export function story(storyId, signal) {
  return get(`/v1/stories/${id(storyId)}`, [], signal);
}

export function trends(kind, window, signal, at) {
  return get(`/v1/trends/${id(kind)}`, [['window', window], ...(at ? [['at', at]] : [])], signal);
}

export function series(kind, tag, parameters, signal) {
  return get(`/v1/trends/${id(kind)}/${id(tag)}/series`, parameters, signal);
}

export function flashpoints(signal) {
  return get('/v1/flashpoints', [], signal);
}

/** A definition and the tag of its version: {answer, headers}. */
export function flashpoint(flashpointId, signal) {
  return request('GET', `/v1/flashpoints/${id(flashpointId)}`, { signal });
}

export function flashpointVersions(flashpointId, signal) {
  return get(`/v1/flashpoints/${id(flashpointId)}/versions`, [], signal);
}

export function flashpointIndex(flashpointId, hours, signal) {
  return get(`/v1/flashpoints/${id(flashpointId)}/index`, [['hours', hours]], signal);
}

/** What a changed definition would do to the articles of the last hours. */
export async function previewFlashpoint(flashpointId, text, hours, signal) {
  const path = `/v1/flashpoints/${id(flashpointId)}/preview`;
  return (await request('POST', path, { parameters: [['hours', hours]], body: text, signal })).answer;
}

/** Puts a definition in the place of the version that the tag names. */
export function putFlashpoint(flashpointId, text, tag) {
  return request('PUT', `/v1/flashpoints/${id(flashpointId)}`, { body: text, headers: { 'if-match': tag } });
}

/** Why an article is or is not about a flashpoint. */
export async function explain(flashpoint, articleId, signal) {
  const body = JSON.stringify({ flashpoint, article: articleId });
  return (await request('POST', '/v1/explain', { body, signal })).answer;
}

export function ledger(parameters = [], signal) {
  return get('/v1/ledger', parameters, signal);
}

/** Whether news flow: the stages with their lag over the last minutes. */
export function pipeline(minutes, signal) {
  return get('/v1/pipeline', [['minutes', minutes]], signal);
}

/** The way of articles, found by one of id, url and q. */
export function trace(parameters, signal) {
  return get('/v1/trace', parameters, signal);
}

export function topics(signal) {
  return get('/v1/topics', [], signal);
}

export function groups(signal) {
  return get('/v1/groups', [], signal);
}

/** How each feed is. */
export function feeds(signal) {
  return get('/v1/feeds', [], signal);
}

export function pauseFeed(feed) {
  return request('POST', `/v1/feeds/${id(feed)}/pause`);
}

export function resumeFeed(feed) {
  return request('POST', `/v1/feeds/${id(feed)}/resume`);
}

export function rejected({ cause, limit, cursor, bytes, signal } = {}) {
  return get('/v1/rejected', page([['cause', cause], ['bytes', bytes]].filter(([, value]) => value !== undefined), limit, cursor), signal);
}

/** One record, decoded. */
export function rejectedRecord(recordId, signal) {
  return get(`/v1/rejected/${id(recordId)}`, [], signal);
}

export function rejectedCauses(signal) {
  return get('/v1/rejected/causes', [['bytes', 0]], signal);
}

/** Begins a replay, or with `dryRun` says what it would do. */
export async function replay(asked, signal) {
  return (await request('POST', '/v1/replays', { body: JSON.stringify(asked), signal })).answer;
}

export function replays(limit, signal) {
  return get('/v1/replays', [['limit', limit]], signal);
}

export function stopReplay(replayId) {
  return request('POST', `/v1/replays/${id(replayId)}/stop`);
}

export function resumeReplay(replayId) {
  return request('POST', `/v1/replays/${id(replayId)}/resume`);
}

export function audit(limit, signal) {
  return get('/v1/audit', [['limit', limit]], signal);
}

/** Who is signed in, and as what. */
export function session() {
  return get(SESSION);
}

export async function signIn(key) {
  return (await request('POST', SESSION, { body: JSON.stringify({ key }) })).answer;
}

export function signOut() {
  return request('DELETE', SESSION);
}

export function status(signal) {
  return get('/v1/status', [], signal);
}

function page(filters, limit, cursor) {
  return [...filters, ...(limit ? [['limit', limit]] : []), ...(cursor ? [['cursor', cursor]] : [])];
}

const RETRY_FIRST_MS = 1000;
const RETRY_LONGEST_MS = 15000;

/**
 * The live stream under some filters. Calls `article`, `kill`, `unmatched` and `trend` with a function that reads the record, since under
 * load most are never read, and `state` with `live`, `connecting` or `lost`, until closed. A browser resumes a broken stream itself but gives up on a refused one; here that
 * is tried again too, after a growing pause.
 */
export class LiveStream {
  #filters;
  #listeners;
  #source;
  #retry;
  #pause = RETRY_FIRST_MS;

  constructor(filters, listeners) {
    this.#filters = filters;
    this.#listeners = listeners;
    this.#connect();
  }

  close() {
    clearTimeout(this.#retry);
    this.#source.close();
  }

  #connect() {
    const query = new URLSearchParams([...this.#filters, ['events', 'articles,trends']]).toString();
    this.#listeners.state('connecting');
    this.#source = new EventSource(`/v1/stream?${query}`);
    this.#source.addEventListener('open', () => {
      this.#pause = RETRY_FIRST_MS;
      this.#listeners.state('live');
    });
    for (const type of ['article', 'kill', 'unmatched', 'trend']) {
      this.#source.addEventListener(type, ({ data }) => this.#listeners[type](() => JSON.parse(data)));
    }
    this.#source.addEventListener('error', () => {
      this.#listeners.state('lost');
      if (this.#source.readyState === EventSource.CLOSED) {
        this.#retry = setTimeout(() => this.#connect(), this.#pause);
        this.#pause = Math.min(this.#pause * 2, RETRY_LONGEST_MS);
      }
    });
  }
}

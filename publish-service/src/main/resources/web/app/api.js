import { askForKey, operatorKey } from './operator.js';

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
 * One request to the API: its JSON, and the answer's headers. Where the operator's key is needed, the reader is asked for it,
 * once a request.
 */
export async function request(method, path, { parameters = [], body, headers = {}, signal } = {}, asked = false) {
  const query = new URLSearchParams(parameters).toString();
  const key = operatorKey();
  let response;
  try {
    response = await fetch(query ? `${path}?${query}` : path, {
      method,
      body,
      signal,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key ? { authorization: `Bearer ${key}` } : {}),
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
  if (response.status === 401 && answer.code === 'operator-key-needed' && !asked && (await askForKey())) {
    return request(method, path, { parameters, body, headers, signal }, true);
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

export function rejected({ limit, cursor, bytes, signal } = {}) {
  return get('/v1/rejected', page(bytes === undefined ? [] : [['bytes', bytes]], limit, cursor), signal);
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

/** A refusal by the API, in its own words (application/problem+json). */
export class ApiError extends Error {
  constructor(status, title, detail) {
    super(title);
    this.status = status;
    this.detail = detail;
  }
}

async function get(path, parameters, signal) {
  const query = new URLSearchParams(parameters).toString();
  let response;
  try {
    response = await fetch(query ? `${path}?${query}` : path, { headers: { accept: 'application/json' }, signal });
  } catch (cause) {
    if (cause.name === 'AbortError') {
      throw cause;
    }
    throw new ApiError(0, 'The server cannot be reached.', 'Is ./dateline up still running?');
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new ApiError(
      response.status,
      answer.title ?? 'The server could not answer.',
      answer.detail ?? `Status ${response.status}`,
    );
  }
  return answer;
}

/** A page of articles, newest first: {items, next}. */
export function articles(filters, { limit, cursor, signal } = {}) {
  const parameters = [...filters];
  if (limit) {
    parameters.push(['limit', limit]);
  }
  if (cursor) {
    parameters.push(['cursor', cursor]);
  }
  return get('v1/articles', parameters, signal);
}

export function trends(kind, window, signal) {
  return get(`v1/trends/${encodeURIComponent(kind)}`, [['window', window]], signal);
}

export function ledger() {
  return get('v1/ledger', []);
}

export function status() {
  return get('v1/status', []);
}

const RETRY_FIRST_MS = 1000;
const RETRY_LONGEST_MS = 15000;

/**
 * The live stream under some filters. Calls `article` and `trend` with each record, and `state` with `live`,
 * `connecting` or `lost`, until closed. A browser resumes a broken stream itself but gives up on a refused one; here that
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
    this.#source = new EventSource(`v1/stream?${query}`);
    this.#source.addEventListener('open', () => {
      this.#pause = RETRY_FIRST_MS;
      this.#listeners.state('live');
    });
    this.#source.addEventListener('article', (event) => this.#listeners.article(JSON.parse(event.data)));
    this.#source.addEventListener('trend', (event) => this.#listeners.trend(JSON.parse(event.data)));
    this.#source.addEventListener('error', () => {
      this.#listeners.state('lost');
      if (this.#source.readyState === EventSource.CLOSED) {
        this.#retry = setTimeout(() => this.#connect(), this.#pause);
        this.#pause = Math.min(this.#pause * 2, RETRY_LONGEST_MS);
      }
    });
  }
}

import { element } from './dom.js';
import { problem } from './states.js';

/**
 * Which screen an address shows. Screens are modules with `open(host, visit)`; a visit has the `parameters` of the path, the
 * `query`, a `signal` that ends with it, `title(text)`, `go(href)`, and `remember(pairs, step)`, which puts pairs into the
 * query, as a step for the back button or in place. What `open` returns may have `requery(query)`, called where the query alone
 * changed; without it, the screen is opened anew.
 */
export class Router {
  #routes;
  #host;
  #arrived;
  #visit;
  #screen;
  #path;

  constructor(routes, host, arrived) {
    this.#routes = routes;
    this.#host = host;
    this.#arrived = arrived;
  }

  start() {
    document.addEventListener('click', (event) => {
      const link = event.target.closest?.('a[href]');
      if (link && this.#ours(link, event)) {
        event.preventDefault();
        this.go(link.href);
      }
    });
    addEventListener('popstate', () => this.#show(false));
    return this.#show(false);
  }

  go(href) {
    history.pushState(null, '', href);
    return this.#show(true);
  }

  #ours(link, event) {
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const url = new URL(link.href);
    return (
      plain &&
      !event.defaultPrevented &&
      !link.target &&
      !link.download &&
      url.origin === location.origin &&
      this.#find(url.pathname) !== undefined &&
      !(url.hash && url.pathname === location.pathname)
    );
  }

  #find(path) {
    for (const route of this.#routes) {
      const match = route.path.exec(path);
      if (match) {
        return { route, parameters: Object.values(match.groups ?? {}).map(decodeURIComponent) };
      }
    }
    return undefined;
  }

  async #show(pushed) {
    const { pathname, search } = location;
    const query = new URLSearchParams(search);
    if (pathname === this.#path && this.#screen?.requery) {
      this.#screen.requery(query);
      return;
    }
    this.#visit?.abort();
    this.#visit = new AbortController();
    const { signal } = this.#visit;
    const found = this.#find(pathname) ?? { route: this.#routes.at(-1), parameters: [] };
    this.#path = pathname;
    this.#screen = undefined;
    const host = element('div', { className: 'screen' });
    const screen = await found.route.load().catch((cause) => ({ open: () => unloadable(host, cause) }));
    if (signal.aborted) {
      return;
    }
    this.#host.replaceChildren(host);
    this.#arrived.section(found.route.section);
    this.#screen = await screen.open(host, {
      parameters: found.parameters,
      query,
      signal,
      title: (text) => this.#arrived.title(text),
      go: (href) => this.go(href),
      remember: (pairs, step) => remember(pairs, step),
    });
    if (pushed && !signal.aborted) {
      scrollTo({ top: 0, behavior: 'instant' });
      host.querySelector('h1')?.focus({ preventScroll: true });
    }
  }
}

function unloadable(host, cause) {
  const error = Object.assign(new Error('This screen could not be loaded.'), { detail: cause.message });
  host.append(element('h1', { tabIndex: -1 }, 'Not loaded'), problem(error, () => location.reload()));
}

function remember(pairs, step) {
  const query = new URLSearchParams(pairs).toString();
  const address = query ? `${location.pathname}?${query}` : location.pathname;
  if (step) {
    history.pushState(null, '', address);
  } else {
    history.replaceState(null, '', address);
  }
}

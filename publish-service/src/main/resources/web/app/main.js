import './trusted.js';
import * as api from './api.js';
import { Keys } from './frame/keys.js';
import { signIn, watchForEnd, who } from './frame/sign-in.js';
import { status } from './frame/status.js';
import { theme } from './frame/theme.js';
import { Router } from './router.js';
import { become, mayRead } from './session.js';
import { problem } from './states.js';

const ROUTES = [
  { path: /^\/$/, section: 'live', load: () => import('./live/live.js') },
  { path: /^\/flashpoints$/, section: 'flashpoints', load: () => import('./flashpoints/flashpoints.js') },
  { path: /^\/flashpoints\/(?<id>[^/]+)$/, section: 'flashpoints', load: () => import('./flashpoints/flashpoint.js') },
  { path: /^\/trends$/, section: 'trends', load: () => import('./trends/trends.js') },
  { path: /^\/stories$/, section: 'stories', load: () => import('./stories/stories.js') },
  { path: /^\/stories\/(?<id>[^/]+)$/, section: 'stories', load: () => import('./stories/story.js') },
  { path: /^\/articles\/(?<id>[^/]+)$/, section: 'live', load: () => import('./article/article.js') },
  { path: /^\/pipeline$/, section: 'pipeline', load: () => import('./pipeline/pipeline.js') },
  { path: /^\/feeds$/, section: 'feeds', load: () => import('./pipeline/feeds.js') },
  { path: /^\/rejected$/, section: 'rejected', load: () => import('./pipeline/rejected.js') },
  { path: /^\/.*$/, section: undefined, load: () => import('./frame/missing.js') },
];

const router = new Router(ROUTES, document.getElementById('main'), {
  section: (current) => {
    for (const link of document.querySelectorAll('#screens a')) {
      if (link.dataset.section === current) {
        link.setAttribute('aria-current', 'page');
        // scrollIntoView would let the next Tab go on from here, past the link that skips to the content.
        const row = link.closest('nav');
        const { left, width } = link.getBoundingClientRect();
        const middle = row.getBoundingClientRect().left + row.clientWidth / 2;
        row.scrollBy({ left: left + width / 2 - middle, behavior: 'instant' });
      } else {
        link.removeAttribute('aria-current');
      }
    }
  },
  title: (text) => {
    document.title = text ? `${text} · Dateline` : 'Dateline';
  },
});

theme(document.getElementById('theme'));
new Keys(document.getElementById('keys'), (path) => mayRead() && router.go(path));

/** The screens, for whoever may read; who may not is asked for a key. */
async function start() {
  const main = document.getElementById('main');
  try {
    let session = await api.session();
    become(session);
    if (!mayRead()) {
      session = await signIn(main);
    }
    who(document.getElementById('who'), session);
  } catch (error) {
    main.replaceChildren(problem(error, start));
    return;
  }
  watchForEnd();
  status.start();
  router.start();
}

start();

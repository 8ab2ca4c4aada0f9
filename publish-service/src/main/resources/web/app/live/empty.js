import { button, element } from '../dom.js';
import { nothing } from '../states.js';

/** What to do when nothing has arrived yet: how to push a first article. */
export function firstSteps() {
  const curl = [
    `curl 'http://${location.hostname}:PORT/v1/feeds/my-desk/items' \\`,
    "  -H 'content-type: application/json' \\",
    '  -d \'{"title": "Talks on the Taiwan Strait resume",',
    '       "body": "Envoys met in Singapore on Monday."}\'',
  ].join('\n');
  return nothing(
    'Nothing has arrived yet',
    'This page fills by itself as soon as a feed pushes an article. Push a file:',
    element('pre', { tabIndex: 0 }, element('code', {}, './dateline push FILE')),
    element(
      'p',
      {},
      'Or send one over HTTP; PORT is that of the address which ',
      element('code', {}, './dateline up'),
      ' printed beside ',
      element('code', {}, 'ingest'),
      ':',
    ),
    element('pre', { tabIndex: 0 }, element('code', {}, curl)),
  );
}

/** What to say when the filters let nothing through. */
export function nothingFound(clear) {
  return nothing(
    'No article matches',
    'None of the stored articles passes all the filters. A new one that does will appear here.',
    button('Remove all filters', clear),
  );
}

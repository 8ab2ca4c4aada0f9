import { element } from '../dom.js';

/** An address without a screen. */
export function open(host, visit) {
  visit.title('No such page');
  host.append(
    element('h1', { tabIndex: -1 }, 'No such page'),
    element('p', {}, 'Nothing is shown at ', element('code', {}, location.pathname), '. ', element('a', { href: '/' }, 'To the live articles')),
  );
}

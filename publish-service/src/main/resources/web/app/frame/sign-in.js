import * as api from '../api.js';
import { button, element } from '../dom.js';
import { become, onEnd } from '../session.js';
import { problem } from '../states.js';

/** Says who is signed in, and lets them out; nothing where no keys are asked for. */
export function who(place, { keys, role, name, signedIn }) {
  place.replaceChildren(
    ...(keys && role !== 'none'
      ? [
          element('span', { dataset: { testid: 'who', role } }, `${name}, ${role}`),
          signedIn
            ? button('Sign out', () => api.signOut().then(() => location.reload()), { className: 'quiet', dataset: { testid: 'sign-out' } })
            : undefined,
        ].filter(Boolean)
      : []),
  );
}

/** Asks for a key until the server takes one; what it says of the session then. */
export function signIn(host) {
  return new Promise((resolve) => {
    const input = element('input', { type: 'password', name: 'key', required: true, autocomplete: 'current-password', dataset: { testid: 'key' } });
    const enter = element('button', { type: 'submit', className: 'primary', dataset: { testid: 'sign-in' } }, 'Sign in');
    const trouble = element('div', { dataset: { testid: 'sign-in-trouble' } });
    const submit = async (event) => {
      event.preventDefault();
      enter.disabled = true;
      try {
        const session = await api.signIn(input.value);
        become(session);
        resolve(session);
      } catch (error) {
        trouble.replaceChildren(problem(error));
        input.select();
        input.focus();
      } finally {
        enter.disabled = false;
      }
    };
    document.title = 'Sign in · Dateline';
    host.replaceChildren(
      element(
        'div',
        { className: 'screen' },
        element(
          'div',
          { className: 'screen-head' },
          element('h1', { tabIndex: -1 }, 'Sign in'),
          element('p', {}, 'With the key that the operator gave you: dl_…'),
        ),
        element(
          'form',
          { className: 'panel sign-in', on: { submit } },
          // For the browsers that keep keys: they keep a name with each.
          element('input', { type: 'text', name: 'username', value: 'dateline', autocomplete: 'username', hidden: true }),
          element('label', { className: 'field' }, 'Key', input),
          element('p', { className: 'actions' }, enter),
          trouble,
        ),
      ),
    );
    input.focus();
  });
}

/** A session that ends while the page is open: all of it is shown anew, by who signs in then. */
export function watchForEnd() {
  onEnd(() => location.reload());
}

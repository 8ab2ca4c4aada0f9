import { button, element } from './dom.js';

/** Held by this page alone: neither stored nor sent to anybody but the API. */
let key;

export function operatorKey() {
  return key;
}

/** Asks for the operator's key; false if the reader has none. */
export function askForKey() {
  return new Promise((resolve) => {
    const input = element('input', { type: 'password', name: 'key', required: true, autocomplete: 'off' });
    const dialog = element(
      'dialog',
      { className: 'sheet', 'aria-labelledby': 'key-heading', dataset: { testid: 'operator-key' } },
      element(
        'form',
        {
          method: 'dialog',
          on: {
            submit: () => {
              key = input.value.trim();
              dialog.returnValue = 'given';
            },
          },
        },
        element('h2', { id: 'key-heading' }, 'The operator’s key'),
        element('p', {}, 'Only the operator may do this. The key is kept until this page is closed.'),
        element('label', { className: 'field' }, 'Key', input),
        element(
          'p',
          { className: 'actions' },
          element('button', { type: 'submit', className: 'primary', value: 'given' }, 'Go on'),
          button('Cancel', () => dialog.close('')),
        ),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'given');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

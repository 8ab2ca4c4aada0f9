import * as api from '../api.js';
import { element } from '../dom.js';
import { moment } from '../format.js';
import { nothing } from '../states.js';
import { mayOperate } from '../session.js';

const LINES = 20;

/** What operators did, for operators. */
export async function audit(place, visit) {
  if (!mayOperate()) {
    place.replaceChildren();
    return;
  }
  try {
    const { items } = await api.audit(LINES, visit.signal);
    if (visit.signal.aborted) {
      return;
    }
    place.replaceChildren(
      element(
        'section',
        { className: 'panel', 'aria-labelledby': 'audit-heading' },
        element('h2', { id: 'audit-heading' }, 'What operators did'),
        items.length === 0
          ? nothing('Nothing yet')
          : element(
              'div',
              { className: 'scroll', tabIndex: 0, role: 'region', 'aria-labelledby': 'audit-heading' },
              element(
                'table',
                { dataset: { testid: 'audit' } },
                element('thead', {}, element('tr', {}, ...['When', 'Who', 'What', 'To what', 'Result'].map(head))),
                element('tbody', {}, ...items.map(line)),
              ),
            ),
      ),
    );
  } catch (error) {
    // A line that is missing here for a moment is missed by nobody; the next turn brings it.
    if (error.status === undefined && error.name !== 'AbortError') {
      throw error;
    }
  }
}

function head(text) {
  return element('th', { scope: 'col', className: 'text-cell' }, text);
}

function line({ at, by, action, subject, outcome }) {
  return element('tr', {}, ...[moment(at), by, action, subject, outcome].map((text) => element('td', { className: 'text-cell' }, text)));
}

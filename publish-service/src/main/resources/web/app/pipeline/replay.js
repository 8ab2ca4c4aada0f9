import * as api from '../api.js';
import { button, element } from '../dom.js';
import { count, counted, moment } from '../format.js';
import { problem } from '../states.js';

const RATE = 50;
const HIGHEST_RATE = 1000;
const LISTED = 10;

/** Asks what a replay would do, shows it, and begins it where the operator says so. */
export async function replayForm(place, selection, what, visit, changed) {
  const rate = element('input', { type: 'number', min: 1, max: HIGHEST_RATE, value: RATE, dataset: { testid: 'replay-rate' } });
  const force = element('input', { type: 'checkbox', dataset: { testid: 'replay-force' } });
  const plan = element('div', { dataset: { testid: 'replay-plan' } });
  const begin = button('Replay', () => go(), { className: 'primary', disabled: true, dataset: { testid: 'replay-begin' } });
  const asked = () => ({ ...selection, force: force.checked, rate: Math.min(Math.max(Number(rate.value) || RATE, 1), HIGHEST_RATE) });
  const close = () => place.replaceChildren();
  const look = async () => {
    begin.disabled = true;
    plan.replaceChildren(element('p', { className: 'loading' }, 'Asking what would be done …'));
    try {
      const told = await api.replay({ ...asked(), dryRun: true }, visit.signal);
      plan.replaceChildren(...planned(told));
      begin.textContent = `Replay ${counted(told.send, 'record')}`;
      begin.disabled = told.send === 0;
    } catch (error) {
      refused(error);
    }
  };
  const go = async () => {
    begin.disabled = true;
    try {
      await api.replay(asked(), visit.signal);
      close();
      await changed();
    } catch (error) {
      refused(error);
    }
  };
  const refused = (error) => {
    if (error.name !== 'AbortError') {
      plan.replaceChildren(problem(error));
    }
  };
  force.addEventListener('change', look);
  place.replaceChildren(
    element(
      'section',
      { className: 'notice', 'aria-label': `Replay of ${what}`, dataset: { testid: 'replay-form' } },
      element('p', {}, element('strong', {}, `Replay ${what}. `), 'Nothing is sent before you say so.'),
      plan,
      element('label', { className: 'field' }, 'Records a second', rate),
      element('label', {}, force, ' also what was replayed before, or came back too often'),
      element('p', { className: 'actions' }, begin, button('Cancel', close)),
    ),
  );
  await look();
}

/** What would be done, in words. */
function planned({ matched, send, capped, targets, skipped }) {
  return [
    element('p', { dataset: { testid: 'replay-send', send } }, `${count(send)} of ${counted(matched, 'record')} would be sent${capped ? '; more are left to another replay' : ''}:`),
    element(
      'ul',
      {},
      ...targets.map(({ where, feed, count: records }) =>
        element('li', {}, `${counted(records, 'record')} of ${feed || 'no feed named'} to ${where}`),
      ),
      ...skipped.map(({ detail, reason, count: records }) =>
        element('li', { dataset: { testid: 'replay-skipped', reason } }, `${count(records)} passed over: ${detail}`),
      ),
    ),
  ];
}

/** The newest replays, and how far each is. */
export async function replays(place, visit) {
  try {
    const { items } = await api.replays(LISTED, visit.signal);
    if (!visit.signal.aborted) {
      place.replaceChildren(...(items.length === 0 ? [] : [panel(items, place, visit)]));
    }
  } catch (error) {
    if (error.name !== 'AbortError' && !visit.signal.aborted) {
      place.replaceChildren(problem(error, () => replays(place, visit)));
    }
  }
}

function panel(items, place, visit) {
  return element(
    'section',
    { className: 'panel', 'aria-labelledby': 'replays-heading' },
    element('h2', { id: 'replays-heading' }, 'Replays'),
    element('ul', { className: 'records' }, ...items.map((item) => line(item, place, visit))),
  );
}

function line(replay, place, visit) {
  const { id, state, by, created, pending, sent, refused, skipped, rate, trouble } = replay;
  const all = pending + sent + refused + skipped;
  const turn = (label, ask) =>
    button(
      label,
      async () => {
        try {
          await ask(id);
          await replays(place, visit);
        } catch (error) {
          place.prepend(problem(error));
        }
      },
      { dataset: { testid: `replay-${label.toLowerCase()}` } },
    );
  return element(
    'li',
    { dataset: { testid: 'replay', id, state } },
    element(
      'p',
      {},
      element('strong', {}, state),
      ` ${moment(created)} by ${by}: sent ${count(sent)} of ${count(all)}, came back ${count(refused)}, passed over ${count(skipped)}`,
      state === 'running' ? `, ${count(rate)} a second` : '',
    ),
    state === 'running'
      ? element('progress', { max: all, value: all - pending, 'aria-label': `${count(all - pending)} of ${count(all)}` })
      : undefined,
    trouble ? element('p', { className: 'detail', dataset: { testid: 'replay-trouble' } }, `It waits: ${trouble}`) : undefined,
    state === 'finished'
      ? undefined
      : element('p', { className: 'actions operate' }, state === 'running' ? turn('Stop', api.stopReplay) : turn('Resume', api.resumeReplay)),
  );
}

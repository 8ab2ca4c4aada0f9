import { button, element } from './dom.js';

/** A list or a figure that is on its way. */
export function loading(what = 'Loading') {
  return element('p', { className: 'loading', role: 'status' }, `${what} …`);
}

/** There is nothing, and that is no fault; what to do about it, if anything. */
export function nothing(title, ...more) {
  return element(
    'div',
    { className: 'empty', dataset: { testid: 'empty' } },
    element('h3', {}, title),
    ...more.map((part) => (typeof part === 'string' ? element('p', {}, part) : part)),
  );
}

/** A refusal or a fault, in the words of the API, and the way to try again. */
export function problem(error, again) {
  return element(
    'div',
    { className: 'notice', role: 'alert', dataset: { testid: 'notice' } },
    element('p', {}, element('strong', {}, error.message), ' ', element('span', {}, error.detail ?? '')),
    again ? button('Try again', again) : undefined,
  );
}

/** The newest request for each place that is being filled. */
const newest = new WeakMap();

/**
 * Fills a place with what a promise gives, by `draw`, saying meanwhile that it is loading, and else what went wrong. A screen
 * that was left is not written to. The place is busy until the newest request for it has ended, whatever became of earlier ones.
 */
export async function fill(place, signal, ask, draw, what) {
  if (place.childElementCount === 0) {
    place.replaceChildren(loading(what));
  }
  const turn = {};
  newest.set(place, turn);
  place.setAttribute('aria-busy', 'true');
  try {
    const answer = await ask();
    if (!signal.aborted) {
      place.replaceChildren(...[draw(answer)].flat().filter(Boolean));
    }
  } catch (error) {
    if (!signal.aborted && error.name !== 'AbortError') {
      place.replaceChildren(problem(error, () => fill(place, signal, ask, draw, what)));
      if (error.status === undefined) {
        throw error;
      }
    }
  } finally {
    if (newest.get(place) === turn) {
      place.removeAttribute('aria-busy');
    }
  }
}

/**
 * Draws a place anew, and gives the focus back to what had it: a table that is live must not take the keyboard away. What may
 * have it bears a name in `data-focus`.
 */
export function redrawn(place, ...content) {
  const focus = place.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  place.replaceChildren(...content.flat().filter(Boolean));
  if (focus !== undefined) {
    place.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
  }
}

/** The button that reads on in a list by `read`, hidden until there is more, and the place that says what went wrong. */
export function readOn(label, read) {
  const trouble = element('div', {});
  const more = button(label, () => on(), { hidden: true, dataset: { testid: 'older' } });
  const on = async () => {
    more.disabled = true;
    try {
      await read();
      trouble.replaceChildren();
    } catch (error) {
      if (error.name !== 'AbortError') {
        trouble.replaceChildren(problem(error, on));
      }
    } finally {
      more.disabled = false;
    }
  };
  return { more, trouble };
}

/**
 * Does something now and every so often while the page is seen, until the signal; waits for one turn before the next. Returns
 * when the first is done.
 */
export function every(milliseconds, signal, turn) {
  const run = async () => {
    if (signal.aborted) {
      return;
    }
    if (!document.hidden) {
      await turn();
    }
    setTimeout(run, milliseconds);
  };
  return run();
}

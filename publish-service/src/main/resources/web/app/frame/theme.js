const CHOICES = ['system', 'light', 'dark'];
const KEPT = 'dateline.theme';
const changed = new EventTarget();

/** Lets the reader choose between the system's colours, light and dark; the choice is kept in this browser. */
export function theme(button) {
  let chosen = CHOICES.includes(kept()) ? kept() : 'system';
  const show = () => {
    document.documentElement.dataset.theme = chosen;
    button.textContent = `Theme: ${chosen}`;
    changed.dispatchEvent(new Event('change'));
  };
  button.addEventListener('click', () => {
    chosen = CHOICES[(CHOICES.indexOf(chosen) + 1) % CHOICES.length];
    keep(chosen);
    show();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
  show();
}

/** Calls back whenever the colours change, until the signal: charts hold colours of their own. */
export function onColours(signal, callback) {
  changed.addEventListener('change', callback, { signal });
}

/** What a custom property stands for now, as a colour that a chart understands. */
export function colour(property) {
  const probe = document.createElement('span');
  probe.style.color = `var(${property})`;
  document.body.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

// A browser may refuse to keep anything; the choice then lasts as long as the page.
function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(value) {
  try {
    localStorage.setItem(KEPT, value);
  } catch {
    // Nothing is lost but the memory of it.
  }
}

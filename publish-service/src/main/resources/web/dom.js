/**
 * Makes an element. Strings among the children become text nodes, so no text of an article is ever read as markup.
 * A property that is undefined is left out; `dataset` and `on` take objects.
 */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined) {
      continue;
    }
    if (key === 'dataset') {
      Object.assign(made.dataset, value);
    } else if (key === 'on') {
      Object.entries(value).forEach(([type, listener]) => made.addEventListener(type, listener));
    } else if (key in made) {
      made[key] = value;
    } else {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

/** Text for screen readers alone. */
export function unseen(text) {
  return element('span', { className: 'unseen' }, text);
}

/** Whether the reader asked for less motion. */
export function stillness() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

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
    } else if (key in made && key !== 'list') {
      made[key] = value;
    } else {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== null));
  return made;
}

/** A drawing's element; everything is an attribute there. */
export function drawing(name, attributes = {}, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

/** A button that does something. */
export function button(label, click, properties = {}) {
  return element('button', { type: 'button', ...properties, on: { click, ...properties.on } }, ...[label].flat());
}

/** Text for screen readers alone. */
export function unseen(text) {
  return element('span', { className: 'unseen' }, text);
}

/** Whether the reader asked for less motion. */
export function stillness() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

import { element } from '../dom.js';
import { percent } from '../format.js';

/** A tag to press: its name filters the list, the figure beside it (the confidence) opens its receipt. */
export function chip({ kind, tag }, { filter, open }) {
  const passing = tag.about === false;
  return element(
    'span',
    {
      className: passing ? 'chip passing' : 'chip',
      dataset: { testid: 'tag', kind: kind.field, id: tag.id },
    },
    element(
      'button',
      {
        type: 'button',
        className: 'chip-name',
        dataset: { testid: 'tag-filter' },
        'aria-label': `${kind.singular}: ${tag.label}${passing ? ', in passing' : ''}`,
        title: `${kind.singular}: only articles with ${tag.label}`,
        on: { click: () => filter(kind.parameter, tag.id, tag.label) },
      },
      tag.label,
      passing ? element('small', {}, 'in passing') : undefined,
    ),
    element(
      'button',
      {
        type: 'button',
        className: 'chip-receipt',
        dataset: { testid: 'tag-receipt' },
        'aria-haspopup': 'dialog',
        'aria-label': `${percent(tag.confidence)}, receipt for ${tag.label}`,
        title: 'How this tag came about',
        on: { click: (event) => open([{ kind, tag }], event.currentTarget) },
      },
      percent(tag.confidence),
    ),
  );
}

import { KINDS } from '../article/kinds.js';
import { element, unseen } from '../dom.js';
import { count } from '../format.js';

/** The tags of a story's reports, each a link to the articles that carry it. */
export function tagLinks(tags, most) {
  const known = tags.filter(({ kind }) => KINDS.some(({ field }) => field === kind));
  return known.length === 0
    ? undefined
    : element(
        'p',
        { className: 'tags' },
        ...known.slice(0, most).map(({ kind, id, label, articles }) => {
          const { parameter, singular } = KINDS.find(({ field }) => field === kind);
          return element(
            'a',
            {
              className: 'chip chip-link',
              href: `/?${new URLSearchParams([[parameter, id]])}`,
              title: `${singular}, on ${count(articles)} of its reports`,
              dataset: { kind },
            },
            unseen(`${singular} `),
            label,
          );
        }),
      );
}

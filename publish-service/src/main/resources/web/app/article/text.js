import { element } from '../dom.js';
import { KINDS, tagsOf } from './kinds.js';

/** The UTF-16 index of each code point of a text, its end included: mentions count in code points, strings here do not. */
function indexes(text) {
  const found = [];
  let at = 0;
  for (const point of text) {
    found.push(at);
    at += point.length;
  }
  found.push(at);
  return found;
}

/**
 * The mentions in one field of an article as groups in the order of the text. Mentions that overlap stand in one group,
 * since they are shown as one thing to press. Offsets of a group and of its marks are UTF-16 indexes.
 */
export function groupsIn(enriched, field) {
  const at = indexes(enriched.article[field]);
  const marks = tagsOf(enriched)
    .flatMap(({ kind, tag }) =>
      tag.mentions
        .filter((mention) => mention.field === field && mention.begin < mention.end && mention.end < at.length)
        .map((mention) => ({ kind, tag, begin: at[mention.begin], end: at[mention.end] })),
    )
    .sort((a, b) => a.begin - b.begin || b.end - a.end);
  const groups = [];
  for (const mark of marks) {
    const last = groups.at(-1);
    if (last && mark.begin < last.end) {
      last.end = Math.max(last.end, mark.end);
      last.marks.push(mark);
    } else {
      groups.push({ begin: mark.begin, end: mark.end, marks: [mark] });
    }
  }
  return groups;
}

/** The stretch of a text from one UTF-16 index to another, its groups as highlights that call `open(marks, anchor)`. */
export function highlighted(text, groups, begin, end, open) {
  const out = document.createDocumentFragment();
  let at = begin;
  for (const group of groups) {
    const from = Math.max(group.begin, begin);
    const to = Math.min(group.end, end);
    if (from < to) {
      out.append(text.slice(at, from), highlight(text, group, from, to, open));
      at = to;
    }
  }
  out.append(text.slice(at, end));
  return out;
}

function highlight(text, group, begin, end, open) {
  const names = new Set(group.marks.map(({ kind, tag }) => `${kind.singular}: ${tag.label}`));
  const show = (event) => open(group.marks, event.currentTarget);
  // A button box does not break across lines, so an inline element takes its role and its keys.
  const made = element('mark', {
    tabIndex: 0,
    role: 'button',
    title: [...names].join('\n'),
    'aria-haspopup': 'dialog',
    dataset: { testid: 'highlight', begin: String(group.begin) },
    on: {
      click: show,
      keydown: (event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          show(event);
        }
      },
    },
  });
  const bounds = [...new Set(group.marks.flatMap((mark) => [mark.begin, mark.end]))]
    .map((bound) => Math.min(Math.max(bound, begin), end))
    .sort((a, b) => a - b);
  bounds.slice(1).forEach((to, index) => {
    const from = bounds[index];
    if (from < to) {
      const over = group.marks.filter((mark) => mark.begin < to && mark.end > from);
      made.append(element('span', { dataset: { kind: leading(over).field } }, text.slice(from, to)));
    }
  });
  return made;
}

/** The kind that gives the colour where several stand on the same words. */
function leading(marks) {
  return KINDS.find((kind) => marks.some((mark) => mark.kind === kind));
}

/** The paragraphs of a body as stretches of UTF-16 indexes; an empty line parts them. */
export function paragraphs(body) {
  const found = [];
  const gap = /\n\s*\n/g;
  let begin = 0;
  for (let match = gap.exec(body); match; match = gap.exec(body)) {
    found.push({ begin, end: match.index });
    begin = gap.lastIndex;
  }
  found.push({ begin, end: body.length });
  return found.filter(({ begin: from, end }) => body.slice(from, end).trim() !== '');
}

const LEAD_SHORTEST = 160;
const LEAD_LONGEST = 520;

/**
 * How much of a body is shown before the reader asks for all: its first paragraphs up to about 160 characters, and not
 * more than about 520, cut between words and never within a highlight.
 */
export function lead(body, parts, groups) {
  let last = 0;
  while (last < parts.length - 1 && parts[last].end < LEAD_SHORTEST) {
    last++;
  }
  const end = parts[last].end;
  if (end <= LEAD_LONGEST) {
    return end;
  }
  const space = body.lastIndexOf(' ', LEAD_LONGEST);
  const cut = space > 0 ? space : LEAD_LONGEST;
  const within = groups.find((group) => group.begin < cut && group.end > cut);
  return within ? within.end : cut;
}

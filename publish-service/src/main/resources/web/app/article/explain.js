import * as api from '../api.js';
import { button, element } from '../dom.js';
import { counted, percent } from '../format.js';
import { fill } from '../states.js';

const VERDICTS = {
  about: 'The article is about it.',
  in_passing: 'The article mentions it in passing.',
  not: 'The article is not about it.',
};

/** Asks why an article is, or is not, about a flashpoint; the reader chooses which. */
export async function explain(enriched, chosen) {
  const ended = new AbortController();
  const choice = element('select', { name: 'flashpoint', dataset: { testid: 'explain-flashpoint' } });
  const answer = element('div', { className: 'explanation', 'aria-live': 'polite', dataset: { testid: 'explanation' } });
  const dialog = element(
    'dialog',
    { className: 'sheet wide', 'aria-labelledby': 'explain-heading', dataset: { testid: 'explain' } },
    element(
      'div',
      { className: 'sheet-head' },
      element('h2', { id: 'explain-heading' }, 'Why, or why not?'),
      button('×', () => dialog.close(), { className: 'close', 'aria-label': 'Close' }),
    ),
    element('p', { className: 'quoted' }, enriched.article.title || enriched.article.body.slice(0, 120)),
    element('label', { className: 'field' }, 'Flashpoint', choice),
    answer,
  );
  dialog.addEventListener('close', () => {
    ended.abort();
    dialog.remove();
  });
  let asked;
  choice.addEventListener('change', () => {
    // An answer about the flashpoint chosen before must not come in the place of this one.
    asked?.abort();
    asked = new AbortController();
    const signal = AbortSignal.any([ended.signal, asked.signal]);
    answer.replaceChildren();
    fill(answer, signal, () => api.explain(choice.value, enriched.article.id, signal), drawn, 'Reading');
  });
  document.body.append(dialog);
  dialog.showModal();
  await fill(
    answer,
    ended.signal,
    () => api.flashpoints(ended.signal),
    ({ items }) => {
      const tagged = new Set(enriched.flashpoints.map((tag) => tag.id));
      choice.append(
        element('option', { value: '' }, 'Choose one …'),
        ...items.map(({ definition: { id, name } }) =>
          element('option', { value: id }, tagged.has(id) ? `${name} (tagged)` : name),
        ),
      );
      return element('p', { className: 'note' }, 'Choose a flashpoint to see what its definition found, and what it lacked.');
    },
  );
  if (chosen) {
    choice.value = chosen;
    choice.dispatchEvent(new Event('change'));
  }
}

function drawn(told) {
  const lines = told.rules.filter((rule) => rule.points !== 0 || rule.found.length > 0 || !rule.satisfied);
  return [
    element(
      'p',
      { className: 'verdict', dataset: { verdict: told.verdict } },
      element('strong', {}, VERDICTS[told.verdict] ?? told.verdict),
      ` Score ${told.score}; ${told.aboutThreshold} makes it about ${told.name}, ${told.mentionThreshold} a mention.`,
      told.confidence > 0 ? ` Confidence ${percent(told.confidence)}.` : '',
      ` Version ${told.version}.`,
    ),
    scale(told),
    element('ol', { className: 'rules' }, ...lines.map(rule)),
    told.changes.length === 0
      ? undefined
      : element(
          'div',
          { className: 'changes' },
          element('h3', {}, 'What would change the answer'),
          element('ul', {}, ...told.changes.map((change) => element('li', {}, change.what))),
        ),
  ];
}

/** The score beside its thresholds, as a bar. */
function scale({ score, aboutThreshold, mentionThreshold }) {
  const end = Math.max(score, aboutThreshold) * 1.15;
  const place = (value) => `${(100 * Math.min(Math.max(value, 0), end)) / end}%`;
  const mark = (value, name) => {
    const made = element('span', { className: 'scale-mark', title: `${name}: ${value}` });
    made.style.left = place(value);
    return made;
  };
  const bar = element('span', { className: 'scale-fill' });
  bar.style.width = place(score);
  return element(
    'div',
    { className: 'scale', 'aria-hidden': 'true' },
    bar,
    mark(mentionThreshold, 'mention'),
    mark(aboutThreshold, 'about'),
  );
}

function rule({ name, asks, satisfied, points, found, lacked }) {
  return element(
    'li',
    { dataset: { satisfied: String(satisfied) } },
    element(
      'p',
      {},
      element('span', { className: 'rule-name' }, name),
      element('span', { className: 'rule-points' }, points === 0 ? '0' : `${points > 0 ? '+' : ''}${points}`),
    ),
    element('p', { className: 'note' }, asks),
    found.length === 0
      ? undefined
      : element(
          'ul',
          { className: 'found' },
          ...found.map((finding) =>
            element(
              'li',
              {},
              element('q', {}, finding.phrase),
              ` ${finding.points > 0 ? '+' : ''}${finding.points}`,
              finding.mentions.length > 0 ? `, ${counted(finding.mentions.length, 'time')}` : '',
              finding.note ? element('span', { className: 'note' }, ` ${finding.note}`) : undefined,
            ),
          ),
        ),
    lacked.length === 0 ? undefined : lack(lacked),
  );
}

const LACKED_SHOWN = 12;

function lack(lacked) {
  const more = lacked.length - LACKED_SHOWN;
  return element(
    'p',
    { className: 'lacked' },
    'Not found: ',
    lacked.slice(0, LACKED_SHOWN).join(', '),
    more > 0 ? ` and ${counted(more, 'other')}` : '',
    '.',
  );
}

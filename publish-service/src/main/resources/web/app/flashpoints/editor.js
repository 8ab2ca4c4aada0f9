import * as api from '../api.js';
import { button, element } from '../dom.js';
import { count, counted, moment } from '../format.js';
import { fill, problem as shown } from '../states.js';

const HOURS = 24;
const NAMED = 12;

/**
 * The definition as text, with a preview of what a change would do and with its earlier versions. What is saved names the
 * version that it was made from, so that a change of somebody else's is shown, not lost.
 */
export function editor(definition, visit) {
  const { id } = definition;
  let { version } = definition;
  const text = element('textarea', {
    className: 'mono definition',
    spellcheck: false,
    'aria-label': 'Definition as JSON',
    dataset: { testid: 'definition' },
  });
  text.value = written(definition);
  const heading = element('p', { className: 'note', role: 'status' });
  const outcome = element('div', { className: 'outcome', 'aria-live': 'polite', dataset: { testid: 'outcome' } });
  const tell = () => {
    heading.textContent = `Made from version ${version}.`;
  };
  tell();

  const busy = async (ask) => {
    controls.forEach((control) => {
      control.disabled = true;
    });
    outcome.replaceChildren(element('p', { className: 'loading' }, 'Reading …'));
    try {
      outcome.replaceChildren(...[await ask()].flat());
    } catch (error) {
      if (error.name !== 'AbortError') {
        outcome.replaceChildren(...refusal(error));
      }
    } finally {
      controls.forEach((control) => {
        control.disabled = false;
      });
    }
  };
  const preview = button(
    'Preview',
    () => busy(async () => effect(await api.previewFlashpoint(id, text.value, HOURS, visit.signal))),
    { className: 'operate', dataset: { testid: 'preview' } },
  );
  const save = button(
    'Save',
    () =>
      busy(async () => {
        const { answer } = await api.putFlashpoint(id, text.value, `"${version}"`);
        version = answer.version;
        text.value = written(answer);
        tell();
        history();
        return element(
          'p',
          { className: 'done', dataset: { testid: 'saved' } },
          `Version ${version} is in force. Articles that arrive from now on are read by it.`,
        );
      }),
    { className: 'primary operate', dataset: { testid: 'save' } },
  );
  const reset = button(
    'Start again',
    () =>
      busy(async () => {
        const { answer } = await api.flashpoint(id, visit.signal);
        version = answer.version;
        text.value = written(answer);
        tell();
        return element('p', { className: 'note' }, `The text is that of version ${version}, which is in force.`);
      }),
    { dataset: { testid: 'reset' } },
  );
  const controls = [preview, save, reset];

  const refusal = (error) => {
    if (error.code === 'version-conflict') {
      return [
        shown(error),
        element(
          'p',
          { className: 'actions' },
          button('See what is in force, and keep my text', () => compare(), { dataset: { testid: 'conflict-compare' } }),
          button('Take what is in force, and drop my text', () => reset.click(), { dataset: { testid: 'conflict-take' } }),
        ),
      ];
    }
    return [
      shown(error.problems.length > 0 ? Object.assign(new Error(error.message), { detail: '' }) : error),
      element(
        'ul',
        { className: 'mistakes' },
        ...error.problems.map((mistake) =>
          element(
            'li',
            {},
            button(`Line ${mistake.line}`, () => jump(text, mistake), { className: 'link' }),
            ` ${mistake.field ? `${mistake.field}: ` : ''}${mistake.message}`,
          ),
        ),
      ),
    ];
  };
  const compare = () =>
    busy(async () => {
      const { answer } = await api.flashpoint(id, visit.signal);
      const mine = version;
      version = answer.version;
      tell();
      return [
        element(
          'p',
          {},
          `Version ${answer.version} is in force; your text was made from version ${mine}. Bring into it what you need of this, then save: it will replace version ${answer.version}.`,
        ),
        element('pre', { tabIndex: 0 }, element('code', {}, written(answer))),
      ];
    });

  const versions = element('div', {});
  const history = () =>
    fill(
      versions,
      visit.signal,
      () => api.flashpointVersions(id, visit.signal),
      ({ items }) =>
        element(
          'ul',
          { className: 'versions' },
          ...items.map((item) =>
            element(
              'li',
              {},
              `Version ${count(item.version)}, ${item.retired ? 'retired' : item.origin}, ${moment(item.changed)} `,
              item.definition
                ? button(
                    'Put its text into the editor',
                    () => {
                      text.value = written({ ...item.definition, version });
                      outcome.replaceChildren(
                        element('p', { className: 'note' }, `The text is that of version ${item.version}. It is in force once it is saved.`),
                      );
                      text.focus();
                    },
                    { className: 'link' },
                  )
                : undefined,
            ),
          ),
        ),
    );
  const details = element(
    'details',
    { className: 'panel', dataset: { testid: 'editor' } },
    element('summary', {}, 'Its definition'),
    element(
      'p',
      { className: 'note' },
      'Places, actors, countries, words, weights and thresholds. A preview reads the articles of the last 24 hours by it; nothing changes until it is saved.',
    ),
    text,
    element('p', { className: 'actions' }, ...controls),
    heading,
    outcome,
    element('h3', {}, 'Versions'),
    versions,
  );
  details.addEventListener('toggle', () => details.open && history(), { once: true });
  return details;
}

/** A definition as people write it: a field a line, and of its lists of terms a term a line. */
function written(definition) {
  const pair = ([field, value]) => `${JSON.stringify(field)}: ${JSON.stringify(value)}`;
  const lines = Object.entries(definition).map(([field, value]) => {
    if (!Array.isArray(value) || !value.some((entry) => typeof entry === 'object')) {
      return `  ${pair([field, value])}`;
    }
    const entries = value.map((entry) => `    {${Object.entries(entry).map(pair).join(', ')}}`);
    return `  ${JSON.stringify(field)}: [\n${entries.join(',\n')}\n  ]`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** What a change would do: "would add 12 and remove 3", and which. */
function effect({ hours, read, complete, added, removed, about, addedArticles, removedArticles }) {
  return [
    element(
      'p',
      { className: 'effect', dataset: { testid: 'effect' } },
      `On the last ${hours} h this change would add `,
      element('strong', {}, count(added)),
      ' and remove ',
      element('strong', {}, count(removed)),
      `; ${counted(about, 'article')} of ${count(read)} read would be about it.`,
      complete ? '' : ' Older articles of these hours were not read.',
    ),
    element('div', { className: 'columns' }, ...list('Added', addedArticles, added), ...list('Removed', removedArticles, removed)),
  ];
}

function list(heading, articles, number) {
  if (articles.length === 0) {
    return [];
  }
  const shownArticles = articles.slice(0, NAMED);
  return [
    element(
      'section',
      {},
      element('h3', {}, `${heading}: ${count(number)}`),
      element(
        'ol',
        { className: 'headlines' },
        ...shownArticles.map(({ id, title, received }) =>
          element(
            'li',
            {},
            element('a', { href: `/articles/${encodeURIComponent(id)}`, target: '_blank' }, title || id),
            element('span', { className: 'note' }, moment(received)),
          ),
        ),
        number > shownArticles.length
          ? element('li', { className: 'note' }, `and ${count(number - shownArticles.length)} more`)
          : undefined,
      ),
    ),
  ];
}

/** Puts the cursor where a mistake is. */
function jump(text, { line, column }) {
  const lines = text.value.split('\n');
  const at = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + Math.max(column - 1, 0);
  text.focus();
  text.setSelectionRange(at, at + 1);
  const height = text.scrollHeight / lines.length;
  text.scrollTop = Math.max(0, (line - 4) * height);
}

import { button, element, unseen } from '../dom.js';
import { counted, percent } from '../format.js';

const EDGE = 12;

/** The panel that says why a tag stands where it stands. One for the page; Escape or a click beside it closes it. */
class Receipt {
  #panel;
  #anchor;

  constructor(panel) {
    this.#panel = panel;
    panel.addEventListener('toggle', (event) => {
      this.#anchor?.classList.toggle('opened', event.newState === 'open');
    });
    addEventListener('resize', () => this.close());
  }

  /**
   * Shows the receipts of the marks (a kind and a tag each) beside the anchor. `actions.filter` narrows the list to a
   * tag, `actions.jump` shows a mention in its article, `actions.explain` the whole score of a flashpoint.
   */
  open(enriched, marks, anchor, actions) {
    this.close();
    this.#anchor = anchor;
    const tags = [...new Map(marks.map((mark) => [`${mark.kind.field}/${mark.tag.id}`, mark])).values()];
    this.#panel.replaceChildren(
      element(
        'div',
        { className: 'receipt-head' },
        element('h2', { id: 'receipt-heading' }, tags.length === 1 ? 'Receipt' : `${tags.length} receipts`),
        element(
          'button',
          { type: 'button', className: 'close', 'aria-label': 'Close', on: { click: () => this.close() } },
          '×',
        ),
      ),
      ...tags.map((mark) => this.#entry(mark, actions)),
      element('p', { className: 'note' }, `Analysis ${enriched.analyzer}`),
    );
    this.#panel.showPopover({ source: anchor });
    this.#place(anchor);
    this.#panel.querySelector('.close').focus({ preventScroll: true });
  }

  close() {
    if (this.#panel.matches(':popover-open')) {
      this.#panel.hidePopover();
    }
  }

  #entry({ kind, tag }, actions) {
    return element(
      'section',
      { className: 'receipt-tag', dataset: { kind: kind.field, testid: 'receipt-tag', id: tag.id } },
      element('p', { className: 'receipt-kind' }, kindLine(kind, tag)),
      element('h3', {}, tag.label),
      element(
        'dl',
        {},
        row('Id', element('code', {}, tag.id)),
        row('Rule', element('code', {}, tag.rule), ' ', element('span', { className: 'version' }, tag.ruleVersion)),
        row('Confidence', measure(tag.confidence)),
        row('Salience', measure(tag.salience)),
        tag.wikidata ? row('Wikidata', wikidata(tag.wikidata)) : undefined,
      ),
      this.#mentions(tag, actions),
      element(
        'p',
        { className: 'actions' },
        button('Only articles with this', () => {
          this.close();
          actions.filter(kind.parameter, tag.id, tag.label);
        }),
        tag.about === undefined
          ? undefined
          : button(
              'The whole score',
              () => {
                this.close();
                actions.explain(tag.id);
              },
              { dataset: { testid: 'whole-score' } },
            ),
      ),
    );
  }

  #mentions(tag, actions) {
    if (tag.mentions.length === 0) {
      return element('p', { className: 'note' }, 'The whole text is the evidence.');
    }
    return element(
      'div',
      { className: 'mentions' },
      element('h4', {}, counted(tag.mentions.length, 'mention')),
      element(
        'ol',
        {},
        ...tag.mentions.map((mention) =>
          element(
            'li',
            {},
            element(
              'button',
              {
                type: 'button',
                dataset: { testid: 'mention' },
                on: {
                  click: () => {
                    this.close();
                    actions.jump(mention);
                  },
                },
              },
              element('q', {}, mention.text),
              element('span', { className: 'offsets' }, `${mention.field} ${mention.begin}–${mention.end}`),
            ),
          ),
        ),
      ),
    );
  }

  /** Below the anchor, or above it where there is more room; on a phone the style sheet makes it a sheet at the bottom. */
  #place(anchor) {
    const at = anchor.getBoundingClientRect();
    const style = this.#panel.style;
    const below = innerHeight - at.bottom - 2 * EDGE;
    const above = at.top - 2 * EDGE;
    const upwards = below < Math.min(this.#panel.scrollHeight, 320) && above > below;
    style.setProperty('--room', `${Math.max(160, upwards ? above : below)}px`);
    const { width, height } = this.#panel.getBoundingClientRect();
    style.setProperty('--left', `${Math.max(EDGE, Math.min(at.left, innerWidth - width - EDGE))}px`);
    style.setProperty('--top', `${upwards ? Math.max(EDGE, at.top - height - 6) : at.bottom + 6}px`);
  }
}

export const receipt = new Receipt(document.getElementById('receipt'));

function kindLine(kind, tag) {
  if (tag.about === undefined) {
    return kind.singular;
  }
  return `${kind.singular} · ${tag.about ? 'the article is about it' : 'mentioned in passing'}`;
}

function row(name, ...values) {
  return element('div', {}, element('dt', {}, name), element('dd', {}, ...values));
}

function measure(fraction) {
  const bar = element(
    'span',
    { className: 'measure', 'aria-hidden': 'true' },
    element('span', { className: 'measure-fill' }),
  );
  bar.firstChild.style.width = percent(fraction);
  return element('span', { className: 'measured' }, bar, fraction.toFixed(2), unseen(' of 1'));
}

function wikidata(item) {
  const known = /^Q[1-9][0-9]*$/.test(item);
  return known
    ? element(
        'a',
        { href: `https://www.wikidata.org/wiki/${item}`, target: '_blank', rel: 'noopener noreferrer' },
        item,
      )
    : item;
}

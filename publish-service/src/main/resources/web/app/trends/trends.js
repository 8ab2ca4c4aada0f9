import * as api from '../api.js';
import { spark } from '../charts/spark.js';
import { button, element, unseen } from '../dom.js';
import { count, counted, figure, fullMoment, hour, moment } from '../format.js';
import { every, fill, nothing } from '../states.js';
import { choices, movement, RANKED, standing, WINDOWS } from './ranked.js';

const HOP_MS = 5 * 60000;
const HOPS = 288;
const DAY_MS = 24 * 3600000;
const REFRESH_MS = 30000;
const SETTLE_MS = 250;
const ROWS = 25;

/** What rises, by kind and window, now or at a past time. */
export function open(host, visit) {
  return new TrendsScreen(host, visit);
}

class TrendsScreen {
  #visit;
  #kind;
  #window;
  /** The past time that is shown, in milliseconds; undefined shows what is now. */
  #at;
  #place = element('div', { className: 'scroll' });
  #note = element('p', { className: 'note' });
  #when = element('output', { dataset: { testid: 'when' } });
  #slider = element('input', {
    type: 'range',
    min: 0,
    max: HOPS,
    'aria-label': 'Time, over the last 24 hours',
    dataset: { testid: 'time-slider' },
  });
  #other = element('input', { type: 'datetime-local', 'aria-label': 'Another time', dataset: { testid: 'time-other' } });
  #settling;
  #openRows = new Set();
  #shown;

  constructor(host, visit) {
    this.#visit = visit;
    visit.title('Trends');
    this.#read(visit.query);
    host.append(
      element(
        'div',
        { className: 'screen-head' },
        element('h1', { tabIndex: -1 }, 'Trends'),
        element('p', {}, 'What rises above its own usual, counted once a story and house'),
      ),
      element(
        'div',
        { className: 'controls' },
        choices('kind', 'What is ranked', RANKED.map(({ field, plural }) => ({ value: field, label: plural })), this.#kind.field, (value) => {
          this.#kind = RANKED.find(({ field }) => field === value);
          this.#changed();
        }),
        choices('window', 'Window', WINDOWS.map(({ window, label }) => ({ value: window, label })), this.#window.window, (value) => {
          this.#window = WINDOWS.find(({ window }) => window === value);
          this.#changed();
        }),
      ),
      element(
        'div',
        { className: 'time', role: 'group', 'aria-label': 'Time' },
        this.#slider,
        this.#when,
        this.#other,
        button('Now', () => this.#turn(undefined), { dataset: { testid: 'time-now' } }),
      ),
      this.#note,
      this.#place,
    );
    this.#slider.addEventListener('input', () => {
      const back = HOPS - Number(this.#slider.value);
      this.#turn(back === 0 ? undefined : hop(Date.now()) - back * HOP_MS);
    });
    this.#other.addEventListener('change', () => {
      if (this.#other.value) {
        this.#turn(hop(Date.parse(this.#other.value)));
      }
    });
    visit.signal.addEventListener('abort', () => clearTimeout(this.#settling));
    this.#showTime();
    // The past does not change, and a row that somebody holds with the keyboard is not pulled from under them.
    every(REFRESH_MS, visit.signal, () =>
      this.#shown && (this.#at !== undefined || this.#place.contains(document.activeElement)) ? undefined : this.#load(),
    );
  }

  #read(query) {
    this.#kind = RANKED.find(({ field }) => field === query.get('kind')) ?? RANKED[0];
    this.#window = WINDOWS.find(({ window }) => window === query.get('window')) ?? WINDOWS[1];
    const at = Date.parse(query.get('at') ?? '');
    this.#at = Number.isNaN(at) ? undefined : at;
  }

  #turn(at) {
    this.#at = at;
    this.#showTime();
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#changed(), SETTLE_MS);
  }

  #showTime() {
    const back = this.#at === undefined ? 0 : Math.round((hop(Date.now()) - this.#at) / HOP_MS);
    this.#slider.value = String(Math.max(0, HOPS - back));
    this.#when.textContent = this.#at === undefined ? 'now' : `as it was at ${hour(new Date(this.#at).toISOString())}`;
  }

  #changed() {
    this.#openRows.clear();
    this.#visit.remember(
      [
        ['kind', this.#kind.field],
        ['window', this.#window.window],
        ...(this.#at === undefined ? [] : [['at', new Date(this.#at).toISOString()]]),
      ],
      false,
    );
    this.#load();
  }

  async #load() {
    const { signal } = this.#visit;
    const asked = [this.#kind, this.#window, this.#at];
    const at = this.#at === undefined ? undefined : new Date(this.#at).toISOString();
    this.#shown = true;
    await fill(
      this.#place,
      signal,
      () =>
        api.trends(this.#kind.field, this.#window.window, signal, at).catch((problem) => {
          if (problem.status === 404) {
            return { entries: [], none: problem.detail };
          }
          throw problem;
        }),
      (ranking) => (asked.every((part, index) => part === [this.#kind, this.#window, this.#at][index]) ? this.#draw(ranking) : [...this.#place.childNodes]),
    );
  }

  #draw(ranking) {
    this.#note.textContent = ranking.none
      ? ''
      : [
          `Articles received from ${fullMoment(ranking.windowStart)} to ${moment(ranking.windowEnd)}, ${ranking.closed ? 'all of them counted' : `computed ${moment(ranking.computed)}`}, by ${ranking.definition}.`,
          ...standing(ranking),
        ].join(' ');
    if (ranking.entries.length === 0) {
      return nothing(
        `Nothing to rank ${this.#at === undefined ? `in the ${this.#window.words} yet` : 'at that time'}`,
        ranking.none ?? 'No article of these times carries such a tag.',
      );
    }
    const entries = ranking.entries.slice(0, ROWS);
    const until = ranking.windowEnd;
    return element(
      'table',
      { dataset: { testid: 'ranking' } },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...['', 'Name', 'Moved', 'Last 24 hours', 'Articles', 'Counted', 'Usual', 'Houses', 'Score', ''].map((head, index) =>
            element('th', { scope: 'col', className: index === 1 || index === 3 ? 'text-cell' : '' }, head || unseen(index === 0 ? 'Rank' : 'Evidence')),
          ),
        ),
      ),
      element('tbody', {}, ...entries.flatMap((entry) => this.#rows(entry, until))),
    );
  }

  #rows(entry, until) {
    const { direction, shown } = movement(entry);
    const line = element('td', { className: 'text-cell spark-cell' });
    const evidence = element('tr', { className: 'evidence', hidden: !this.#openRows.has(entry.id) });
    const more = button(['Evidence', unseen(` for ${entry.label}`)], () => {
      evidence.hidden = !evidence.hidden;
      more.setAttribute('aria-expanded', String(!evidence.hidden));
      if (evidence.hidden) {
        this.#openRows.delete(entry.id);
      } else {
        this.#openRows.add(entry.id);
        this.#tell(evidence, entry);
      }
    }, { className: 'link', 'aria-expanded': String(!evidence.hidden), dataset: { testid: 'evidence' } });
    if (!evidence.hidden) {
      this.#tell(evidence, entry);
    }
    this.#spark(line, entry, until);
    const { receipt } = entry;
    return [
      element(
        'tr',
        { dataset: { testid: 'ranked', id: entry.id } },
        element('td', { className: 'rank' }, count(entry.rank)),
        element(
          'th',
          { scope: 'row' },
          element('a', { href: this.#href(entry), dataset: { step: '' } }, entry.label),
          receipt?.trending ? element('span', { className: 'rising' }, 'rising') : undefined,
        ),
        element('td', { className: 'move', dataset: { move: direction } }, ...shown),
        line,
        element('td', { dataset: { testid: 'ranked-articles' } }, count(entry.articles)),
        element('td', {}, receipt ? count(receipt.units) : '–'),
        element('td', {}, receipt && this.#window.window !== 'top' ? figure(receipt.expected) : '–'),
        element('td', {}, count(receipt?.families ?? entry.publishers)),
        element('td', {}, entry.score.toFixed(1)),
        element('td', {}, more),
      ),
      evidence,
    ];
  }

  #href(entry) {
    if (this.#kind.field === 'stories') {
      return `/stories/${encodeURIComponent(entry.id)}`;
    }
    return `/?${new URLSearchParams([[this.#kind.parameter, entry.id]])}`;
  }

  async #spark(cell, entry, until) {
    const end = Date.parse(until) + 1;
    const parameters = [
      ['window', this.#window.window],
      ['since', new Date(end - DAY_MS).toISOString()],
      ['until', new Date(end).toISOString()],
    ];
    try {
      const { points } = await api.series(this.#kind.field, entry.id, parameters, this.#visit.signal);
      const units = points.map((point) => point.units);
      const expected = points.map((point) => point.expected);
      cell.replaceChildren(
        units.length < 2
          ? element('span', { className: 'note' }, 'too new')
          : spark(units, `From ${units[0]} to ${units.at(-1)}, highest ${Math.max(...units)}`, expected),
      );
    } catch (problem) {
      if (problem.name !== 'AbortError') {
        cell.replaceChildren(element('span', { className: 'note' }, '–'));
      }
    }
  }

  /** The newest articles behind an entry, and what its score was computed from. */
  #tell(row, entry) {
    const { receipt } = entry;
    const place = element('ol', { className: 'headlines' });
    row.replaceChildren(
      element(
        'td',
        { colSpan: 10, className: 'text-cell' },
        receipt
          ? element(
              'p',
              { className: 'note' },
              `${counted(receipt.units, 'pair')} of story and house where ${figure(receipt.expected)} would be usual (taken to vary by ${receipt.dispersion.toFixed(1)} times its mean), from ${counted(receipt.families, 'house')}; the newest came ${moment(receipt.newest)}.`,
            )
          : undefined,
        place,
      ),
    );
    const { signal } = this.#visit;
    fill(
      place,
      signal,
      () => Promise.all(entry.evidence.map((id) => api.article(id, signal).catch((problem) => ({ id, problem })))),
      (articles) =>
        articles.map(({ article, id, problem }) =>
          article
            ? element(
                'li',
                {},
                element('a', { href: `/articles/${encodeURIComponent(article.id)}` }, article.title || article.body.slice(0, 80)),
                element('span', { className: 'note' }, `${article.publisher ?? article.feed}, ${moment(article.received)}`),
              )
            : element('li', { className: 'note' }, `${id}: ${problem.message}`),
        ),
    );
  }
}

function hop(milliseconds) {
  return Math.floor(milliseconds / HOP_MS) * HOP_MS;
}

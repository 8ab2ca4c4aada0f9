import { spark } from '../charts/spark.js';
import { element } from '../dom.js';
import { count, counted, figure, moment, span } from '../format.js';

/** How each state is named, in words as well as by colour. */
export const STATES = { ok: 'flows', warn: 'look', bad: 'stands still', unknown: 'unknown' };

const NAMES = {
  ingest: 'Ingest',
  read: 'Read',
  story: 'Story',
  publish: 'Publish',
  deliver: 'Deliver',
  trends: 'Trends',
  index: 'Flashpoint index',
};
const BESIDE = ['trends', 'index'];
const REACHED = {
  ingest: 'given to Kafka',
  read: 'read',
  story: 'put into its story',
  publish: 'stored',
  deliver: 'delivered',
  trends: 'counted in a ranking',
  index: 'counted in the index',
};

export function stageName(id) {
  return NAMES[id] ?? id;
}

/** The way from feeds to readers, a card a stage in its order, and below it what lies beside the way. */
export function flowMap({ stages }) {
  const onTheWay = stages.filter(({ id }) => !BESIDE.includes(id));
  const beside = stages.filter(({ id }) => BESIDE.includes(id));
  // Each instance of publish-service knows the times of what it stored or sent itself.
  const others = (stages.find(({ id }) => id === 'publish')?.processes ?? 1) - 1;
  const shown = (stage) => card(stage, others);
  return [
    element(
      'ol',
      { className: 'flow', 'aria-label': 'From feeds to readers', dataset: { testid: 'flow' } },
      ...onTheWay.map(shown),
    ),
    element('p', { className: 'note flow-beside' }, 'Beside the way, from what Story gives:'),
    element('ul', { className: 'flow beside', 'aria-label': 'Beside the way' }, ...beside.map(shown)),
  ];
}

function card(stage, others) {
  return element(
    'li',
    { className: 'stage', dataset: { testid: 'stage', stage: stage.id, state: stage.state } },
    element(
      'div',
      { className: 'panel-head' },
      element('h3', {}, stageName(stage.id)),
      element('span', { className: 'lamp', dataset: { state: stage.state, testid: 'stage-state' } }, STATES[stage.state]),
    ),
    element('p', { className: 'note' }, stage.does),
    element(
      'dl',
      { className: 'stage-figures' },
      pair('a second', rate(stage), 'stage-rate'),
      ...(stage.id === 'ingest' ? [] : [pair('behind', behind(stage.lag), 'stage-lag'), pair('waiting', waiting(stage), 'stage-records')]),
    ),
    trend(stage),
    latency(stage, others),
    element('p', { className: 'note stage-who' }, who(stage)),
  );
}

function pair(name, value, testid) {
  return element('div', {}, element('dt', {}, name), element('dd', { dataset: { testid } }, value));
}

function rate({ rate: perSecond, rateExact }) {
  if (perSecond === undefined) {
    return '–';
  }
  const shown = perSecond > 0 && perSecond < 0.1 ? '< 0.1' : figure(perSecond);
  return rateExact || perSecond === 0 ? shown : `≤ ${shown}`;
}

/** Seconds behind: in words where they are not known, since 0 would be a lie. */
function behind(lag) {
  if (lag.seconds === undefined) {
    return 'unknown';
  }
  return lag.seconds === 0 ? '0 s' : `${lag.unknown ? '≥ ' : ''}${span(lag.seconds * 1000)}`;
}

export function lagText(lag) {
  return behind(lag);
}

function waiting({ lag, id }) {
  return lag.records === 0 ? '0' : `${id === 'deliver' ? '' : '≤ '}${count(lag.records)}`;
}

/** The lag over the last quarter of an hour; of ingest, which reads nothing, its rate. */
function trend({ id, trend: { seconds, rate: rates, step } }) {
  const values = id === 'ingest' ? rates : seconds;
  const known = values.filter((value) => value !== null);
  const minutes = Math.round((values.length * step) / 60);
  const words =
    known.length === 0
      ? `No reading within ${minutes} minutes`
      : id === 'ingest'
        ? `Articles a second over ${minutes} minutes, at most ${figure(Math.max(...known))}`
        : `Seconds behind over ${minutes} minutes, at most ${figure(Math.max(...known))}`;
  return spark(values, words);
}

function latency({ id, latency: passed }, others) {
  if (!passed) {
    return element(
      'p',
      { className: 'note', dataset: { testid: 'stage-none' } },
      `Within the last minutes this instance saw none ${REACHED[id]}`,
      others > 0 ? `; ${counted(others, 'other instance')} of publish-service may have: each knows what it saw itself` : undefined,
    );
  }
  return [
    element(
      'dl',
      { className: 'percentiles' },
      ...['p50', 'p95', 'p99'].map((name) => pair(name, span(passed[name] * 1000), `stage-${name}`)),
    ),
    element('p', { className: 'note' }, `from receipt until ${REACHED[id]}, the last minutes`),
  ];
}

function who({ id, group, members, processes, service, moved }) {
  const last = moved ? `last at ${moment(moved)}` : 'nothing yet since it is watched';
  if (!group) {
    return id === 'ingest' ? `${service}: ${last}` : service;
  }
  return `${service}: ${members === 0 ? 'no member' : `${counted(members, 'member')} in ${counted(processes, 'process', 'processes')}`}, ${last}`;
}

/** What is wrong, the worst first, each with what to do. */
export function findings({ kafka, stages }) {
  const order = ['bad', 'warn', 'unknown'];
  const found =
    kafka.state === 'away'
      ? [
          {
            id: 'kafka',
            state: 'bad',
            name: 'Kafka',
            says: `It has not answered since ${moment(kafka.since)}: ${kafka.says}.`,
            fix: 'Start the broker, or mend kafka.bootstrap.servers. All services wait for it and go on by themselves.',
          },
        ]
      : stages
          .filter(({ state }) => state !== 'ok')
          .map((stage) => ({ ...stage, name: stageName(stage.id) }))
          .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  if (found.length === 0) {
    return element('p', { className: 'done', dataset: { testid: 'flowing' } }, 'News flow.');
  }
  return element(
    'ul',
    { className: 'findings' },
    ...found.map(({ id, state, name, says, fix }) =>
      element(
        'li',
        { dataset: { testid: 'finding', stage: id, state } },
        element('p', {}, element('strong', {}, `${name}: `), says),
        fix ? element('p', { dataset: { testid: 'fix' } }, ...withLinks(fix)) : undefined,
      ),
    ),
  );
}

/** The screen that a text names is a link to it. */
function withLinks(text) {
  return text.split(/(\/rejected|\/feeds)\b/).map((part) => (part.startsWith('/') ? element('a', { href: part }, part) : part));
}

import { button, element } from '../dom.js';
import { bytes, count, counted, days } from '../format.js';
import { nothing } from '../states.js';
import { lagText } from './flow-map.js';

/** The topics, those of Kafka Streams' own last; `opened` holds the names of those whose partitions are shown. */
export function topicTable({ items }, opened, redraw) {
  if (items.length === 0) {
    return nothing('Kafka has told of no topic yet', 'The services make their topics when they start.');
  }
  const sorted = [...items].sort((a, b) => a.internal - b.internal || a.name.localeCompare(b.name));
  return table(
    'topics',
    ['Topic', 'Partitions', 'Records', 'Size', 'Kept', 'Read by'],
    sorted.flatMap((topic) => [
      row(
        { testid: 'topic', topic: topic.name },
        topic.underReplicated > 0,
        toggle(topic.name, opened, redraw),
        topic.underReplicated > 0 ? `${topic.partitions}, ${topic.underReplicated} not whole` : count(topic.partitions),
        atMost(topic.records),
        topic.bytes === undefined ? '–' : bytes(topic.bytes),
        kept(topic),
        readers(topic.readBy),
      ),
      ...(opened.has(topic.name) ? [below(6, partitionsOfTopic(topic))] : []),
    ]),
  );
}

function atMost(records) {
  return records === undefined ? '–' : count(records);
}

function kept({ cleanup, retention }) {
  if (!cleanup) {
    return '–';
  }
  const newest = cleanup.includes('compact') ? 'newest of each key' : '';
  const age = cleanup.includes('delete') ? (retention ? days(retention) : 'for ever') : '';
  return [newest, age].filter(Boolean).join(', ');
}

function readers(readBy) {
  return readBy.length === 0
    ? '–'
    : element(
        'ul',
        { className: 'plain' },
        ...readBy.map(({ group, lag }) => element('li', {}, `${group}: `, element('span', { className: 'num' }, lagText(lag)), ' behind')),
      );
}

function partitionsOfTopic(topic) {
  return table(
    'topic-partitions',
    ['Partition', 'Leader', 'In sync', 'Begin', 'End', 'Size'],
    topic.byPartition.map((partition) =>
      row(
        {},
        partition.leader === undefined || partition.inSync < partition.replicas,
        `${topic.name}-${partition.partition}`,
        partition.leader === undefined ? 'none' : `broker ${partition.leader}`,
        `${partition.inSync} of ${partition.replicas}`,
        atMost(partition.begin),
        atMost(partition.end),
        partition.bytes === undefined ? '–' : bytes(partition.bytes),
      ),
    ),
  );
}

/** The groups of whatever kind; `opened` holds the ids of those whose members and partitions are shown. */
export function groupTable({ items }, opened, redraw) {
  if (items.length === 0) {
    return nothing('Kafka has told of no group yet', 'A group is there once a service has read with it.');
  }
  const sorted = [...items].sort((a, b) => wrong(b) - wrong(a) || a.group.localeCompare(b.group));
  return table(
    'groups',
    ['Group', 'Kind', 'State', 'Members', 'Behind', 'Not read'],
    sorted.flatMap((group) => [
      row(
        { testid: 'group', group: group.group },
        wrong(group),
        toggle(group.group, opened, redraw),
        group.type,
        group.state,
        count(group.members.length),
        group.type === 'share' ? '–' : lagText(group.lag),
        `≤ ${count(group.lag.records)}${group.deleted > 0 ? `, ${count(group.deleted)} deleted unread` : ''}`,
      ),
      ...(opened.has(group.group) ? [below(6, [members(group), partitionsOfGroup(group)])] : []),
    ]),
  );
}

/** Who has something to read and nobody to read it. */
function wrong(group) {
  return group.deleted > 0 || (group.members.length === 0 && group.lag.records > 0);
}

function members(group) {
  return element(
    'ul',
    { className: 'plain' },
    ...(group.members.length === 0
      ? [element('li', {}, 'No member: nothing is read.')]
      : group.members.map((member) =>
          element(
            'li',
            {},
            element('span', { className: 'mono' }, member.client),
            ` on ${member.host}: `,
            member.partitions.length === 0 ? 'no partition' : counted(member.partitions.length, 'partition'),
          ),
        )),
  );
}

function partitionsOfGroup(group) {
  return table(
    'group-partitions',
    ['Partition', 'Read to', 'End', 'Behind', 'Not read', ''],
    group.partitions.map((partition) =>
      row(
        {},
        partition.standsSince !== undefined && partition.read,
        `${partition.topic}-${partition.partition}`,
        atMost(partition.committed),
        atMost(partition.end),
        lagText(partition.lag),
        `≤ ${count(partition.lag.records)}`,
        partition.read ? (partition.standsSince ? 'does not go on' : '') : 'nobody reads it any more',
      ),
    ),
  );
}

function toggle(name, opened, redraw) {
  const open = opened.has(name);
  return button(name, () => {
    if (open) {
      opened.delete(name);
    } else {
      opened.add(name);
    }
    redraw();
  }, { className: 'link', 'aria-expanded': String(open), dataset: { focus: name, step: '' } });
}

function table(testid, heads, rows) {
  return element(
    'table',
    { dataset: { testid } },
    element(
      'thead',
      {},
      element('tr', {}, ...heads.map((head, index) => element('th', { scope: 'col', className: index === 0 ? 'text-cell' : '' }, head))),
    ),
    element('tbody', {}, ...rows),
  );
}

function row(dataset, bad, first, ...cells) {
  return element(
    'tr',
    { className: bad ? 'wrong' : '', dataset },
    element('th', { scope: 'row' }, first),
    ...cells.map((cell) => element('td', {}, cell)),
  );
}

function below(columns, content) {
  return element('tr', { className: 'opened' }, element('td', { colSpan: columns }, content));
}

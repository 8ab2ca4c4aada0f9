import { drawing } from '../dom.js';

const WIDTH = 96;
const HEIGHT = 22;
const EDGE = 2;

/**
 * A line of figures as small as a word, with a gap where a figure is null; a second line, if given, is what was to be expected.
 * `words` says it to who cannot see.
 */
export function spark(values, words, expected = []) {
  const highest = Math.max(...values, ...expected, 1);
  const step = (WIDTH - 2 * EDGE) / Math.max(values.length - 1, 1);
  const path = (line) =>
    line
      .map((value, index) => {
        if (value === null) {
          return '';
        }
        const x = EDGE + index * step;
        const y = HEIGHT - EDGE - (value / highest) * (HEIGHT - 2 * EDGE);
        return `${index === 0 || line[index - 1] === null ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
      })
      .join('');
  const lines = [];
  if (expected.length > 1) {
    lines.push(drawing('path', { d: path(expected), class: 'spark-expected' }));
  }
  if (values.length > 1) {
    lines.push(drawing('path', { d: path(values), class: 'spark-line' }));
  }
  return drawing(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', class: 'spark', role: 'img', 'aria-label': words },
    ...lines,
  );
}

/** Bars of figures as small as a word. */
export function sparkBars(values, words) {
  const highest = Math.max(...values, 1);
  const step = (WIDTH - 2 * EDGE) / Math.max(values.length, 1);
  return drawing(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'spark', role: 'img', 'aria-label': words },
    ...values.map((value, index) => {
      const height = Math.max((value / highest) * (HEIGHT - 2 * EDGE), value > 0 ? 1.5 : 0.6);
      return drawing('rect', {
        x: (EDGE + index * step).toFixed(1),
        y: (HEIGHT - EDGE - height).toFixed(1),
        width: Math.max(step - 1, 1).toFixed(1),
        height: height.toFixed(1),
        class: value > 0 ? 'spark-bar' : 'spark-none',
      });
    }),
  );
}

import { stillness } from '../dom.js';
import { colour, onColours } from '../frame/theme.js';

/** The colours that charts are drawn in, as they are now. */
export function palette() {
  const names = ['ink', 'ink-soft', 'ink-faint', 'rule', 'rule-strong', 'sheet', 'sunk', 'paper', 'accent', 'good', 'bad'];
  const more = ['warn', 'flashpoints', 'conflict', 'talks', 'neither'];
  return Object.fromEntries([...names, ...more].map((name) => [name, colour(`--${name}`)]));
}

/**
 * Draws a chart into a host and keeps it drawn, whatever its size and the page's colours, until the signal. `option(colours,
 * echarts)` gives what to draw; `redraw()` of what is returned asks for it again. Texts are drawn on the canvas, never made
 * into markup.
 */
export async function chart(host, signal, option, { click } = {}) {
  const echarts = await import('/lib/echarts.js');
  if (signal.aborted) {
    return { redraw: () => {} };
  }
  const drawn = echarts.init(host, null, { renderer: 'canvas' });
  const redraw = () => {
    const font = getComputedStyle(document.body);
    const colours = palette();
    drawn.setOption(
      {
        animation: !stillness(),
        animationDuration: 250,
        textStyle: { fontFamily: font.fontFamily, color: colours['ink-soft'] },
        ...option(colours, echarts),
      },
      true,
    );
  };
  redraw();
  if (click) {
    drawn.on('click', click);
  }
  const resizing = new ResizeObserver(() => drawn.resize());
  resizing.observe(host);
  onColours(signal, redraw);
  signal.addEventListener('abort', () => {
    resizing.disconnect();
    drawn.dispose();
  });
  return { redraw, resize: () => drawn.resize() };
}

/** A tooltip that is drawn, in the page's colours. */
export function tooltip(colours, more) {
  return {
    renderMode: 'richText',
    confine: true,
    backgroundColor: colours.sheet,
    borderColor: colours['rule-strong'],
    textStyle: { color: colours.ink, fontSize: 12 },
    ...more,
  };
}

/** Axes and margins that all charts over time share. */
export function overTime(colours, times) {
  return {
    grid: { left: 36, right: 10, top: 28, bottom: 24 },
    xAxis: {
      type: 'category',
      data: times,
      axisLine: { lineStyle: { color: colours['rule-strong'] } },
      axisTick: { show: false },
      axisLabel: { color: colours['ink-faint'], hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitLine: { lineStyle: { color: colours.rule } },
      axisLabel: { color: colours['ink-faint'] },
    },
    legend: {
      top: 0,
      right: 0,
      itemWidth: 10,
      itemHeight: 10,
      textStyle: { color: colours['ink-soft'], fontSize: 12 },
    },
  };
}

/** A chart's state as the drawing library takes it: bars of values, a line through each for its interval. */
import type { CustomSeriesRenderItem } from 'echarts';
import type { ChartLook } from '#web/ui/chart/chart.tsx';
import type { ChartOption } from '#web/ui/chart/draw.ts';
import type { ChartPoint, ChartState } from './chart-state.ts';

export interface ChartWords {
  /** Under each bar: its period, with 'target' where it is one. */
  readonly names: readonly string[];
  /** Over each bar: the number as the table writes it. */
  readonly numbers: readonly string[];
}

/** Draws one interval as a line with ends; an end that is open is an arrow. */
function whisker(points: readonly ChartPoint[], state: ChartState, look: ChartLook): CustomSeriesRenderItem {
  return (params, api) => {
    const point = points[params.dataIndex];
    if (!point?.whisker) return null;
    const [x = 0, low = 0] = api.coord([params.dataIndex, point.low ?? state.least]);
    const [, high = 0] = api.coord([params.dataIndex, point.high ?? state.most]);
    const half = look.fontSize / 3;
    const end = (y: number, open: boolean, towards: 1 | -1): string =>
      open
        ? `M${x - half},${y + towards * half}L${x},${y}L${x + half},${y + towards * half}`
        : `M${x - half},${y}L${x + half},${y}`;
    const path = `M${x},${low}L${x},${high}${end(low, point.low === null, -1)}${end(high, point.high === null, 1)}`;
    return {
      type: 'path',
      shape: { pathData: path },
      style: { fill: 'none', stroke: look.colour('ink'), lineWidth: 1.5 },
      silent: true,
    };
  };
}

/** Takes a chart, its words and the look of the page; gives what the drawing library draws. */
export function chartOption(state: ChartState, words: ChartWords, look: ChartLook): ChartOption {
  const text = { fontFamily: look.fontFamily, fontSize: look.fontSize, color: look.colour('ink-soft') };
  const { points } = state;
  return {
    animation: look.animation,
    grid: { left: 0, right: 0, top: look.fontSize * 2, bottom: 0, containLabel: true },
    xAxis: {
      type: 'category',
      data: [...words.names],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: look.colour('line-strong') } },
      axisLabel: { ...text, interval: 0, width: look.fontSize * 8, overflow: 'break' },
    },
    yAxis: {
      type: 'value',
      min: state.least,
      max: state.most,
      splitNumber: 3,
      axisLabel: { show: false },
      splitLine: { show: false },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: look.fontSize * 4,
        cursor: 'pointer',
        data: points.map((point, at) => ({
          value: point.value,
          label: {
            show: true,
            position: 'top',
            distance: look.fontSize / 2,
            ...text,
            color: look.colour('ink'),
            formatter: words.numbers[at] ?? '',
          },
          itemStyle:
            point.figure.kind === 'actual'
              ? { color: look.colour('bubble') }
              : {
                  color: 'transparent',
                  borderColor: look.colour('bubble'),
                  borderType: 'dashed',
                  borderWidth: 1.5,
                },
        })),
      },
      {
        type: 'custom',
        silent: true,
        z: 3,
        data: points.map((point, at) => [at, point.value]),
        renderItem: whisker(points, state, look),
      },
    ],
  };
}

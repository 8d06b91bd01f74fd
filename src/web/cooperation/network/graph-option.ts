/** The network as a drawing of the chart library. Pure: the look is given. */
import type { EChartsCoreOption } from 'echarts/core';
import type { Arrangement } from './arrange.ts';
import { mainCountry, type Network, side } from './model.ts';

/** How the links of a relation are drawn; the legend of the page shows the same. */
export const LINE: { readonly [relation: string]: 'solid' | 'dashed' | 'dotted' } = {
  'twin-of': 'solid',
  'cooperates-with': 'dashed',
};
export const OTHER_LINE = 'dotted';

const SYMBOL: { readonly [kind: string]: string } = {
  city: 'circle',
  region: 'rect',
  district: 'rect',
  country: 'diamond',
};
const OTHER_SYMBOL = 'triangle';
const LEAST_SIZE = 8;
const GROWTH = 4;

/** What the drawing needs to look like the page: it reads no variables. */
export interface Look {
  readonly colour: (name: string) => string;
  readonly fontFamily: string;
  /** In CSS pixels, at the reader's zoom. */
  readonly fontSize: number;
  readonly animation: boolean;
}

export function graphOption(
  { nodes, edges }: Network,
  { places, nameWidth }: Arrangement,
  chosen: string | undefined,
  look: Look,
): EChartsCoreOption {
  const main = mainCountry(nodes);
  const [xs, ys] = [[...places.values()].map(({ x }) => x), [...places.values()].map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const box = {
    left,
    top,
    width: Math.max(1, Math.max(...xs) - left),
    height: Math.max(1, Math.max(...ys) - top),
  };
  const index = new Map(nodes.map(({ id }, at) => [id, at]));
  return {
    aria: { enabled: false },
    // The picture stands at once; what moves is only the answer to the pointer.
    animation: look.animation,
    animationDuration: 0,
    animationDurationUpdate: 150,
    textStyle: { fontFamily: look.fontFamily },
    series: [
      {
        type: 'graph',
        // The coordinates are pixels of the picture; the box is theirs, so that nothing is stretched.
        layout: 'none',
        left: box.left,
        top: box.top,
        width: box.width,
        height: box.height,
        roam: 'move',
        draggable: false,
        emphasis: { focus: 'adjacency', label: { show: true, fontWeight: 'bold' } },
        lineStyle: { color: look.colour('line-strong'), width: 1.25, opacity: 0.9, curveness: 0 },
        label: {
          show: true,
          width: nameWidth,
          overflow: 'truncate',
          fontSize: look.fontSize,
          color: look.colour('ink'),
          textBorderColor: look.colour('ground'),
          textBorderWidth: 3,
        },
        data: nodes.map((node) => ({
          name: node.name,
          x: places.get(node.id)?.x ?? 0,
          y: places.get(node.id)?.y ?? 0,
          label: { show: places.get(node.id)?.name !== null, position: places.get(node.id)?.name ?? 'right' },
          symbol: SYMBOL[node.kind] ?? OTHER_SYMBOL,
          symbolSize: LEAST_SIZE + GROWTH * Math.sqrt(node.degree),
          itemStyle: {
            color: look.colour(side(node, main) === 'main' ? 'bubble' : 'bubble-other'),
            borderColor: look.colour(node.id === chosen ? 'ink' : 'ground'),
            borderWidth: node.id === chosen ? 2 : 1,
          },
        })),
        edges: edges.map((edge) => ({
          source: index.get(edge.from),
          target: index.get(edge.to),
          lineStyle: { type: LINE[edge.relation] ?? OTHER_LINE },
        })),
      },
    ],
  };
}

/** Depth: how many lots stand at each price or a better one. */
import { LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useCallback } from 'react';
import type { ListingItem } from '#wire/market.ts';
import { ladder } from '../live/book-state.ts';
import { useBook } from '../live/store.ts';
import { majorText } from '../money.ts';
import classes from '../parts/market.module.css';
import type { Terms } from '../use-terms.ts';
import { axisLook, type Look, useChart } from './chart-look.ts';

use([LineChart, GridComponent, TooltipComponent, SVGRenderer]);

const ALL_LEVELS = 50;

export default function DepthChart({
  listing,
  terms,
  label,
}: {
  listing: ListingItem;
  terms: Terms;
  label: string;
}) {
  const book = useBook(listing.listing);
  const { tickValue, currency } = listing;
  const option = useCallback(
    (look: Look): EChartsCoreOption => {
      const { digits } = terms.money(currency);
      const points = (side: 'bids' | 'asks'): number[][] =>
        ladder(book?.[side] ?? [], ALL_LEVELS).map(({ price, sum }) => [
          Number(majorText(BigInt(price) * BigInt(tickValue), digits)),
          sum,
        ]);
      const axis = axisLook(look);
      const side = (data: number[][], colour: string, step: 'start' | 'end') => ({
        type: 'line',
        step,
        data,
        showSymbol: data.length === 1,
        lineStyle: { color: colour },
        itemStyle: { color: colour },
        areaStyle: { color: colour, opacity: 0.15 },
      });
      return {
        animation: false,
        textStyle: { fontFamily: look.fontFamily },
        grid: { left: 8, right: 16, top: 12, bottom: 4, containLabel: true },
        xAxis: { type: 'value', scale: true, ...axis, splitLine: { show: false } },
        yAxis: { type: 'value', splitNumber: 3, ...axis },
        series: [
          side(points('bids').reverse(), look.colour('bought'), 'start'),
          side(points('asks'), look.colour('sold'), 'end'),
        ],
      };
    },
    [book, tickValue, currency, terms],
  );
  const { frame, host } = useChart(option);
  return (
    <div ref={frame}>
      <div ref={host} className={classes.chartLow} role="img" aria-label={label} />
    </div>
  );
}

/** Candles and volume. The chart library is loaded with this file and nowhere else before. */
import { BarChart, CandlestickChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '#web/ui/format.ts';
import type { CandleItem } from '#wire/market-figures.ts';
import { type Money, majorText } from '../money.ts';
import classes from '../parts/market.module.css';
import { useClock } from '../time.ts';
import type { Terms } from '../use-terms.ts';
import { axisLook, type Look, useChart } from './chart-look.ts';

use([CandlestickChart, BarChart, GridComponent, TooltipComponent, SVGRenderer]);

const PRICE_HEIGHT = '62%';
const VOLUME_TOP = '76%';
/** Few candles are not drawn as walls. */
const WIDEST_BAR = 24;

interface Props {
  candles: readonly CandleItem[];
  tickValue: number;
  money: Money;
  terms: Terms;
  label: string;
}

export default function PriceChart({ candles, tickValue, money, terms, label }: Props) {
  const { t } = useTranslation();
  const clock = useClock();
  const { language } = terms;
  const option = useCallback(
    (look: Look): EChartsCoreOption => {
      // Only for drawing: exact figures stand in the tables.
      const major = (ticks: number): number =>
        Number(majorText(BigInt(ticks) * BigInt(tickValue), money.digits));
      const times = candles.map(({ from }) => clock.moment(Date.parse(from)));
      const axis = axisLook(look);
      const rises = look.colour('rise');
      const falls = look.colour('fall');
      return {
        animation: false,
        textStyle: { fontFamily: look.fontFamily },
        grid: [
          { left: 8, right: 8, top: 12, height: PRICE_HEIGHT, containLabel: true },
          { left: 8, right: 8, top: VOLUME_TOP, bottom: 4, containLabel: true },
        ],
        tooltip: {
          trigger: 'axis',
          backgroundColor: look.colour('surface'),
          borderColor: look.colour('line-strong'),
          textStyle: { color: look.colour('ink') },
          formatter: (points: { dataIndex: number }[]) => {
            const candle = candles[points[0]?.dataIndex ?? -1];
            if (candle === undefined) return '';
            const of = (ticks: number): string => number(String(major(ticks)), language, money.digits);
            return [
              times[points[0]?.dataIndex ?? 0],
              `${t('market.candle.open')}: ${of(candle.open)}`,
              `${t('market.candle.high')}: ${of(candle.high)}`,
              `${t('market.candle.low')}: ${of(candle.low)}`,
              `${t('market.candle.close')}: ${of(candle.close)} ${money.letters}`,
              `${t('market.lots')}: ${number(candle.lots, language)}`,
            ].join('<br>');
          },
        },
        axisPointer: { link: [{ xAxisIndex: 'all' }] },
        xAxis: [
          { type: 'category', data: times, ...axis, axisLabel: { show: false }, splitLine: { show: false } },
          {
            type: 'category',
            gridIndex: 1,
            data: times.map((time) => time.slice(11)),
            ...axis,
            splitLine: { show: false },
          },
        ],
        yAxis: [
          { type: 'value', scale: true, splitNumber: 4, ...axis },
          { type: 'value', gridIndex: 1, splitNumber: 1, ...axis },
        ],
        series: [
          {
            type: 'candlestick',
            barMaxWidth: WIDEST_BAR,
            data: candles.map(({ open, close, low, high }) => [open, close, low, high].map(major)),
            // A rise is hollow, a fall is filled: not by colour alone.
            itemStyle: {
              color: look.colour('surface'),
              borderColor: rises,
              color0: falls,
              borderColor0: falls,
            },
          },
          {
            type: 'bar',
            barMaxWidth: WIDEST_BAR,
            xAxisIndex: 1,
            yAxisIndex: 1,
            data: candles.map(({ lots }) => lots),
            itemStyle: { color: look.colour('concerned') },
          },
        ],
      };
    },
    [candles, tickValue, money, language, clock, t],
  );
  const { frame, host } = useChart(option);
  return (
    <div ref={frame}>
      <div ref={host} className={classes.chart} role="img" aria-label={label} />
    </div>
  );
}

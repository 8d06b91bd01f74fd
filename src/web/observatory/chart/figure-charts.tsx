/**
 * Small charts of what several periods, or a target and an actual, tell of one thing. Every bar ends in its figure,
 * which is a button to its card, so that a chart is no poorer than a table for keyboard and screen reader; that is
 * why they are drawn as lists and need no drawing library.
 */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#web/app/i18n.ts';
import { Figure } from '#web/ui/figure.tsx';
import { FirstFew } from '#web/ui/first-few.tsx';
import { number } from '#web/ui/format.ts';
import { Period } from '#web/ui/period.tsx';
import { capital } from '#web/ui/words.ts';
import type { FigureItem } from '#wire/registry.ts';
import { codeText } from '../figures/codes.ts';
import { movePoint } from '../table/decimal-text.ts';
import { unitText } from '../table/unit-text.ts';
import { signed, wordingText } from '../table/wording.ts';
import { type ChartBar, type ChartState, chartsOf } from './chart-state.ts';
import classes from './figure-charts.module.css';

const FIRST_SHOWN = 4;

export function FigureCharts({ figures, subject }: { figures: readonly FigureItem[]; subject?: string }) {
  const { t } = useTranslation();
  const charts = useMemo(() => chartsOf(figures), [figures]);
  if (charts.length === 0) return null;
  return (
    <div className={classes.charts}>
      <FirstFew items={charts} most={FIRST_SHOWN}>
        {(shown) => (
          <div className={classes.grid}>
            {shown.map((chart) => (
              <FigureChart key={chart.id} state={chart} {...(subject === undefined ? {} : { subject })} />
            ))}
          </div>
        )}
      </FirstFew>
      <p className={classes.legend}>{t('table.whisker')}</p>
    </div>
  );
}

function FigureChart({ state, subject }: { state: ChartState; subject?: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { of, scale, zero, bars } = state;
  const places = [of.area, of.partner].filter((place) => place !== null && place.id !== subject);
  const title = [of.measure.label, ...places.map((place) => place?.name), of.product?.name];
  const unit = [
    of.form === 'level' ? '' : codeText('form', of.form, t),
    unitText(of.unit, scale, language, t),
  ];
  return (
    <figure className={classes.figure}>
      <figcaption>
        <strong>{capital(title.filter(Boolean).join(', '), language)}</strong>{' '}
        <span className={classes.soft}>{unit.filter(Boolean).join(', ')}</span>
      </figcaption>
      <ul>
        {bars.map((bar) => (
          <Bar key={bar.figure.id} bar={bar} state={state} zero={zero} />
        ))}
      </ul>
    </figure>
  );
}

function percent(share: number): string {
  return `${share * 100}%`;
}

function Bar({
  bar: { figure, start, width, whisker },
  state,
  zero,
}: {
  bar: ChartBar;
  state: ChartState;
  zero: number;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const value = number(movePoint(figure.value ?? '0', state.scale), language).replace('-', '−');
  return (
    <li className={classes.row}>
      <span className={classes.soft}>
        <Period period={figure.period} inferred={figure.periodInferred} />
        {figure.kind !== 'actual' && ` · ${codeText('kind', figure.kind, t)}`}
      </span>
      <span className={classes.track} aria-hidden="true">
        <span className={classes.zero} style={{ insetInlineStart: percent(zero) }} />
        <span
          className={classes.bar}
          data-kind={figure.kind}
          style={{ insetInlineStart: percent(start), inlineSize: percent(width) }}
        />
        {whisker && (
          <span
            className={classes.whisker}
            data-open-low={whisker.openLow || undefined}
            data-open-high={whisker.openHigh || undefined}
            style={{ insetInlineStart: percent(whisker.start), inlineSize: percent(whisker.width) }}
          />
        )}
      </span>
      <span className={classes.value}>
        <Figure
          figure={figure}
          text={[wordingText(figure.wording, t), signed(figure, value)].filter(Boolean).join(' ')}
        />
      </span>
    </li>
  );
}

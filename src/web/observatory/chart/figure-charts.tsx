import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#web/app/i18n.ts';
import { Chart, type ChartLook } from '#web/ui/chart/chart.tsx';
import { FirstFew } from '#web/ui/first-few.tsx';
import { number } from '#web/ui/format.ts';
import { periodText } from '#web/ui/period-text.ts';
import { capital } from '#web/ui/words.ts';
import type { FigureItem } from '#wire/registry.ts';
import { codeText } from '../figures/codes.ts';
import { movePoint } from '../table/decimal-text.ts';
import { unitText } from '../table/unit-text.ts';
import { wordingText } from '../table/wording.ts';
import { chartOption } from './chart-option.ts';
import { type ChartState, chartsOf } from './chart-state.ts';
import classes from './figure-charts.module.css';

const FIRST_SHOWN = 3;

/** Small charts of what several periods, or a target and an actual, tell of; the table beside them has all figures. */
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

/** What all bars are of, without the page's own subject. */
function useTitle({ of, scale }: ChartState, subject?: string): { title: string; unit: string } {
  const { t } = useTranslation();
  const language = useLanguage();
  const places = [of.area, of.partner].filter((place) => place !== null && place.id !== subject);
  const parts = [of.measure.label, ...places.map((place) => place?.name ?? ''), of.product?.name ?? ''];
  return {
    title: capital(parts.filter(Boolean).join(', '), language),
    unit: [of.form === 'level' ? '' : codeText('form', of.form, t), unitText(of.unit, scale, language, t)]
      .filter(Boolean)
      .join(', '),
  };
}

function FigureChart({ state, subject }: { state: ChartState; subject?: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const { title, unit } = useTitle(state, subject);
  const words = useMemo(
    () => ({
      names: state.points.map(({ figure }) =>
        [
          figure.period ? periodText(figure.period, t) : '',
          figure.kind === 'actual' ? '' : codeText('kind', figure.kind, t),
        ]
          .filter(Boolean)
          .join('\n'),
      ),
      numbers: state.points.map(({ figure }) =>
        [wordingText(figure.wording, t), number(movePoint(figure.value ?? '0', state.scale), language)]
          .filter(Boolean)
          .join(' '),
      ),
    }),
    [state, t, language],
  );
  const option = useCallback((look: ChartLook) => chartOption(state, words, look), [state, words]);
  const choose = useCallback(
    (at: number) => {
      const figure = state.points[at]?.figure.id;
      if (figure)
        void navigate({ to: '.', search: (previous) => ({ ...previous, figure }), resetScroll: false });
    },
    [state, navigate],
  );
  return (
    <figure className={classes.figure}>
      <figcaption>
        <strong>{title}</strong> {unit && <span className={classes.unit}>{unit}</span>}
      </figcaption>
      <Chart label={t('table.chart', { what: title })} option={option} onChoose={choose} />
    </figure>
  );
}

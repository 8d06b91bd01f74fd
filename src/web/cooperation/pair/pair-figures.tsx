import { useTranslation } from 'react-i18next';
import { FigureCharts } from '#web/observatory/chart/figure-charts.tsx';
import { FigureTable } from '#web/observatory/table/figure-table.tsx';
import type { PairDetail } from '#wire/registry.ts';
import classes from './pair.module.css';

/** The trade of the two, each side's own count apart: mirrors are compared and never merged. */
export function PairFigures({ pair: { a, b, figures } }: { pair: PairDetail }) {
  const { t } = useTranslation();
  const sides = [a, b].map((side) => ({
    side,
    own: figures.filter((figure) => figure.area.id === side.id),
  }));
  const others = figures.filter((figure) => figure.area.id !== a.id && figure.area.id !== b.id);
  const both = sides.every(({ own }) => own.length > 0);
  return (
    <>
      {both && <p className={classes.mirror}>{t('pair.mirror')}</p>}
      <FigureCharts figures={figures} />
      {sides
        .filter(({ own }) => own.length > 0)
        .map(({ side, own }) => (
          <div key={side.id}>
            <h3 className={classes.groupName}>{t('pair.counted', { name: side.name })}</h3>
            <FigureTable figures={own} subject={side.id} label={t('pair.counted', { name: side.name })} />
          </div>
        ))}
      {others.length > 0 && (
        <div>
          <h3 className={classes.groupName}>{t('pair.within')}</h3>
          <FigureTable figures={others} label={t('pair.within')} />
        </div>
      )}
    </>
  );
}

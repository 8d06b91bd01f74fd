/** The body of the figure card, on its page and in the panel beside any other page. */
import { useTranslation } from 'react-i18next';
import { Doubt } from '#web/ui/doubt.tsx';
import { Remarks } from '#web/ui/remarks.tsx';
import type { FigureDetail } from '#wire/registry.ts';
import { codeText } from '../figures/codes.ts';
import classes from './card.module.css';
import { CardFacts } from './card-facts.tsx';
import { CardSource } from './card-source.tsx';
import { History, Identities, Mirror, OtherSources, Related } from './comparisons.tsx';
import { Part } from './part.tsx';
import { saidOnce } from './said-once.ts';
import { UseFigure } from './use-figure.tsx';

export function FigureBody({ detail, level }: { detail: FigureDetail; level: 2 | 3 }) {
  const { t } = useTranslation();
  const { figure } = detail;
  const { doubt, remarks } = saidOnce(figure.id, figure.citation.doubt, detail.remarks);
  return (
    <div className={classes.room}>
      <div className={classes.body} data-page={level === 2 || undefined}>
        <div className={classes.half}>
          <div>
            <p className={classes.value} data-derived={figure.derived || undefined}>
              {figure.derived && <span aria-hidden="true">ƒ </span>}
              {figure.valueState === 'known' ? figure.text : <NoValue state={figure.valueState} />}
              {figure.kind !== 'actual' && (
                <span className={classes.kind}> {codeText('kind', figure.kind, t)}</span>
              )}
              {figure.simulated && <span className={classes.kind}> {t('figure.simulated')}</span>}
            </p>
            {figure.derived && <p className={classes.soft}>{t('card.derived')}</p>}
          </div>
          {doubt !== null && <Doubt text={doubt} />}
          <CardFacts detail={detail} />
          <CardSource detail={detail} level={level} />
          {figure.note !== null && (
            <Part title={t('card.note')} level={level}>
              <p>{figure.note}</p>
            </Part>
          )}
          {remarks.length > 0 && (
            <Part title={t('card.remarks')} level={level}>
              <Remarks remarks={remarks} />
            </Part>
          )}
        </div>
        <div className={classes.half}>
          <OtherSources detail={detail} level={level} />
          <Mirror detail={detail} level={level} />
          <Identities detail={detail} level={level} />
          <Related detail={detail} level={level} />
          <History detail={detail} level={level} />
          <UseFigure detail={detail} level={level} />
        </div>
      </div>
    </div>
  );
}

function NoValue({ state }: { state: string }) {
  const { t } = useTranslation();
  if (state === 'none') return t('figure.none');
  return state === 'not_due' ? t('figure.notDue') : <>— {t('figure.unknown')}</>;
}

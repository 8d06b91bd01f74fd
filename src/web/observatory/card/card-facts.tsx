import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#web/app/i18n.ts';
import { EntityLink, EntityLinks } from '#web/ui/entity-link.tsx';
import { Period } from '#web/ui/period.tsx';
import { dateText } from '#web/ui/period-text.ts';
import type { FigureDetail } from '#wire/registry.ts';
import { codeText } from '../figures/codes.ts';
import { unitText } from '../table/unit-text.ts';
import classes from './card.module.css';

const BASES = ['fob', 'cif', 'reporter', 'mirror'] as const;

function basisText(basis: string, t: TFunction): string {
  const known = BASES.find((code) => code === basis);
  return known === undefined ? basis : t(`card.bases.${known}`);
}

/** What is measured, when, against what, and how exactly the wording lets it be known. */
export function CardFacts({
  detail: { figure, interval, rule, recorded, author },
}: {
  detail: FigureDetail;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <dl className={classes.facts}>
      <Fact name={t('card.period')}>
        {figure.period === null ? (
          <span className={classes.soft}>{t('card.noPeriod')}</span>
        ) : (
          <Period period={figure.period} inferred={figure.periodInferred} />
        )}
      </Fact>
      {figure.base !== null && (
        <Fact name={t('card.base')}>
          <Period period={figure.base} inferred={figure.baseInferred} />
        </Fact>
      )}
      <Fact name={t('card.interval')}>
        {interval}
        {rule !== '' && (
          <span className={classes.rule}>
            {t('part.labelled', { label: t('card.rule') })} {rule}
          </span>
        )}
      </Fact>
      <Fact name={t('card.area')}>
        <EntityLink entity={figure.area} />
      </Fact>
      {figure.partner !== null && (
        <Fact name={t('card.partner')}>
          <EntityLink entity={figure.partner} />
        </Fact>
      )}
      {figure.product !== null && (
        <Fact name={t('card.product')}>
          <EntityLink entity={figure.product} />
        </Fact>
      )}
      {figure.ofWhat !== null && (
        <Fact name={figure.form === 'rank' ? t('card.among') : t('card.ofWhat')}>
          {figure.ofWhat.text}
          {figure.ofWhat.refs.length > 0 && (
            <>
              {' '}
              (<EntityLinks entities={figure.ofWhat.refs} />)
            </>
          )}
        </Fact>
      )}
      {figure.form !== 'level' && <Fact name={t('card.form')}>{codeText('form', figure.form, t)}</Fact>}
      <Fact name={t('card.kind')}>{codeText('kind', figure.kind, t)}</Fact>
      {unitText(figure.unit, 0, language, t) !== '' && (
        <Fact name={t('card.unit')}>{unitText(figure.unit, 0, language, t)}</Fact>
      )}
      {figure.basis !== '' && <Fact name={t('card.basis')}>{basisText(figure.basis, t)}</Fact>}
      <Fact name={t('card.recorded')}>
        {dateText(recorded.slice(0, 10), t)}{' '}
        <span className={classes.soft}>({author === 'system' ? t('card.system') : author})</span>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

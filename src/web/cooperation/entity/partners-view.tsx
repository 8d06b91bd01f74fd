import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EntityLink } from '#web/ui/entity-link.tsx';
import { Figure } from '#web/ui/figure.tsx';
import { FirstFew } from '#web/ui/first-few.tsx';
import { Period } from '#web/ui/period.tsx';
import type { Ref } from '#wire/common.ts';
import { pairAddress } from '../pair/canonical.ts';
import classes from './entity.module.css';
import type { Partner } from './partners.ts';

const FIRST_SHOWN = 12;

/** With whom a place deals, those first that the sources tell most of. */
export function PartnersView({ subject, partners }: { subject: Ref; partners: readonly Partner[] }) {
  const { t } = useTranslation();
  return (
    <FirstFew items={partners} most={FIRST_SHOWN}>
      {(shown) => (
        <table className={`${classes.table} ${classes.partners}`} aria-label={t('entity.section.partners')}>
          <thead>
            <tr>
              <th scope="col">{t('entity.partner')}</th>
              <th scope="col">{t('entity.ties')}</th>
              <th scope="col" className="numeric">
                {t('entity.relationCount')}
              </th>
              <th scope="col" className="numeric">
                {t('entity.shared')}
              </th>
              <th scope="col" className="numeric">
                {t('entity.figureCount')}
              </th>
              <th scope="col">{t('entity.trade')}</th>
              <th scope="col">
                <span className="hidden-but-read">{t('entity.pairPage')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((partner) => (
              <Row key={partner.ref.id} subject={subject} partner={partner} />
            ))}
          </tbody>
        </table>
      )}
    </FirstFew>
  );
}

function Row({ subject, partner }: { subject: Ref; partner: Partner }) {
  const { t } = useTranslation();
  const { ref, ties, relations, shared, figures, trade } = partner;
  return (
    <tr>
      <th scope="row">
        <EntityLink entity={ref} />
      </th>
      <td className={classes.soft}>{ties.join(', ')}</td>
      <td className="numeric" data-label={t('entity.relationCount')}>
        {relations}
      </td>
      <td className="numeric" data-label={t('entity.shared')}>
        {shared}
      </td>
      <td className="numeric" data-label={t('entity.figureCount')}>
        {figures}
      </td>
      <td>
        {trade !== null && (
          <>
            <Figure figure={trade} />{' '}
            <span className={classes.soft}>
              {trade.measure.label}, <Period period={trade.period} inferred={trade.periodInferred} />
            </span>
          </>
        )}
      </td>
      <td className={classes.keep}>
        <Link {...pairAddress(subject.id, ref.id)}>
          {t('entity.pairPage')}
          <span className="hidden-but-read">
            {': '}
            {subject.name} – {ref.name}
          </span>
        </Link>
      </td>
    </tr>
  );
}

import { useTranslation } from 'react-i18next';
import { Cites } from '#web/ui/cites.tsx';
import { EntityLink, EntityLinks } from '#web/ui/entity-link.tsx';
import { FigureLink } from '#web/ui/figure.tsx';
import { FirstFew } from '#web/ui/first-few.tsx';
import { Period } from '#web/ui/period.tsx';
import { StateBadge } from '#web/ui/state-badge.tsx';
import type { CommitmentItem } from '#wire/registry.ts';
import classes from './entity.module.css';

const FIRST_SHOWN = 12;

/** The overdue first, then by due date; those without a date last. */
function byUrgency(a: CommitmentItem, b: CommitmentItem): number {
  return Number(b.overdue) - Number(a.overdue) || (a.due?.to ?? '9999').localeCompare(b.due?.to ?? '9999');
}

/** Who undertook what by when, and where it stands. */
export function CommitmentTable({
  commitments,
  subject,
}: {
  commitments: readonly CommitmentItem[];
  /** The page's own subject: as the only one responsible it is not repeated. */
  subject?: string;
}) {
  const { t } = useTranslation();
  return (
    <FirstFew items={[...commitments].sort(byUrgency)} most={FIRST_SHOWN}>
      {(shown) => (
        <table className={classes.table} aria-label={t('entity.section.commitments')}>
          <thead>
            <tr>
              <th scope="col">{t('entity.what')}</th>
              <th scope="col">{t('entity.due')}</th>
              <th scope="col">{t('entity.state')}</th>
              <th scope="col">{t('entity.who')}</th>
              <th scope="col">{t('table.source')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((commitment) => (
              <Row
                key={commitment.id}
                commitment={commitment}
                {...(subject === undefined ? {} : { subject })}
              />
            ))}
          </tbody>
        </table>
      )}
    </FirstFew>
  );
}

function Row({ commitment, subject }: { commitment: CommitmentItem; subject?: string }) {
  const { t } = useTranslation();
  const { id, name, due, state, overdue, hope, who, under, target, citation } = commitment;
  return (
    <tr>
      <th scope="row" className={classes.wide}>
        <EntityLink entity={{ id, kind: 'commitment', name }} />
        {hope && <span className={classes.soft}> ({t('lists.commitments.hope')})</span>}
        {target !== null && (
          <span className={classes.under}>
            <FigureLink id={target} label={t('frame.figureCard')}>
              {t('entity.target')}
            </FigureLink>
          </span>
        )}
        {under !== null && under.id !== subject && (
          <span className={classes.under}>
            {t('part.labelled', { label: t('entity.under') })} <EntityLink entity={under} />
          </span>
        )}
        {citation.doubt !== null && <span className={classes.doubt}>{citation.doubt}</span>}
      </th>
      <td className={classes.keep}>
        {due === null ? <span className={classes.soft}>{t('entity.undated')}</span> : <Period period={due} />}
      </td>
      <td className={classes.keep}>
        <StateBadge label={state.label} tone={state.tone} overdue={overdue} />
      </td>
      <td>
        <EntityLinks entities={who} />
      </td>
      <td>
        <Cites citations={[citation]} />
      </td>
    </tr>
  );
}

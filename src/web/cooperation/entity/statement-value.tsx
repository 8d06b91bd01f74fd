import { useTranslation } from 'react-i18next';
import { EntityLink } from '#web/ui/entity-link.tsx';
import { OutsideLink } from '#web/ui/outside-link.tsx';
import { Period } from '#web/ui/period.tsx';
import type { RelationOut, StatementOut } from '#wire/registry.ts';
import classes from './entity.module.css';

/** What a statement says, with what qualifies it; unknown and none are told apart. */
export function StatementValue({ statement }: { statement: StatementOut }) {
  const { t } = useTranslation();
  const { valueState, value, text, lang, rank, status } = statement;
  return (
    <span className={classes.value} data-rank={rank}>
      {valueState === 'unknown' && <span className={classes.soft}>— {t('part.unknown')}</span>}
      {valueState === 'none' && <span className={classes.soft}>{t('part.noValue')}</span>}
      {valueState === 'known' &&
        (typeof value === 'string' && /^https?:\/\//.test(value) ? (
          <OutsideLink url={value}>{text}</OutsideLink>
        ) : (
          <span {...(lang === null ? {} : { lang })}>{text}</span>
        ))}
      <Qualifiers of={statement} />
      {rank === 'deprecated' && <span className={classes.soft}> ({t('part.setAside')})</span>}
      {status === 'proposed' && <span className={classes.soft}> ({t('part.proposed')})</span>}
    </span>
  );
}

/** What is said of a statement or a relation: when it holds, in which role, of which product. */
export function Qualifiers({
  of,
}: {
  of: Pick<StatementOut | RelationOut, 'qualifiers' | 'valid' | 'validInferred'>;
}) {
  const { t } = useTranslation();
  return (
    <>
      {of.qualifiers.map(({ id, label, text, ref }) => (
        <span key={`${id} ${text}`} className={classes.soft}>
          {' '}
          · {t('part.labelled', { label })} {ref === null ? text : <EntityLink entity={ref} />}
        </span>
      ))}
      {of.valid !== null && (
        <span className={classes.soft}>
          {' '}
          · <Period period={of.valid} inferred={of.validInferred} />
        </span>
      )}
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { useLanguage } from '#web/app/i18n.ts';
import { EntityLink } from '#web/ui/entity-link.tsx';
import { Period } from '#web/ui/period.tsx';
import { StateBadge } from '#web/ui/state-badge.tsx';
import { capital } from '#web/ui/words.ts';
import type { EntityDetail } from '#wire/registry.ts';
import classes from './entity.module.css';

/** What kind of thing it is, when it was, and where it stands in its life. */
export function EntityOver({ detail }: { detail: EntityDetail }) {
  const language = useLanguage();
  const { kindLabel, typeLabel, period, state } = detail;
  return (
    <span className={classes.over}>
      <span>{capital([kindLabel, typeLabel].filter(Boolean).join(' · '), language)}</span>
      {period !== null && <Period period={period} />}
      {state !== null && <StateBadge label={state.label} tone={state.tone} />}
    </span>
  );
}

/** That the record became part of another, or took others in. */
export function MergedNotice({ detail: { mergedInto, mergedFrom } }: { detail: EntityDetail }) {
  const { t } = useTranslation();
  if (mergedInto === null && mergedFrom.length === 0) return null;
  return (
    <p className={mergedInto === null ? classes.note : classes.band}>
      {mergedInto !== null && (
        <>
          {t('entity.mergedInto')} <EntityLink entity={mergedInto} />.
        </>
      )}
      {mergedInto === null && (
        <>
          {t('part.labelled', { label: t('entity.mergedFrom') })}{' '}
          <span className="identifier">{mergedFrom.join(', ')}</span>
        </>
      )}
    </p>
  );
}

/** What several pages of accreditation share: ways between them, states, problems, what an application says. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { mayDo, useAccount } from '#web/account/use-account.ts';
import { address } from '#web/app/api.ts';
import type { ApplicationOut } from '#wire/accreditation.ts';
import classes from './accreditation.module.css';
import { useProblem } from './ask.ts';

/** The ways that are open to whoever is logged in; nothing where there is but one. */
export function Ways() {
  const { t } = useTranslation();
  const account = useAccount().data;
  const isOffice = mayDo(account, 'accreditation.read');
  if (!isOffice) return null;
  const isExchange = mayDo(account, 'market.members');
  return (
    <nav className={`${classes.ways} not-printed`} aria-label={t('accreditation.title')}>
      <Link to="/market/accreditation" activeOptions={{ exact: true }}>
        {t('accreditation.mine')}
      </Link>
      {isExchange && <Link to="/market/accreditation/queue">{t('accreditation.queue.title')}</Link>}
      <Link to="/market/accreditation/participants">
        {t(isExchange ? 'accreditation.members.title' : 'accreditation.members.mine')}
      </Link>
    </nav>
  );
}

const TONES = {
  draft: 'plain',
  submitted: 'open',
  returned: 'late',
  accredited: 'done',
  refused: 'late',
  withdrawn: 'plain',
  suspended: 'late',
} as const;

export function StateMark({ state }: { state: keyof typeof TONES }) {
  const { t } = useTranslation();
  const text =
    state === 'suspended' ? t('accreditation.certificate.suspended') : t(`accreditation.state.${state}`);
  return (
    <span className={classes.mark} data-tone={TONES[state]}>
      {text}
    </span>
  );
}

/** That nothing here is of a real market. */
export function SimulatedMark({ simulated }: { simulated: boolean }) {
  const { t } = useTranslation();
  return simulated ? <span className={classes.mark}>{t('accreditation.simulated')}</span> : null;
}

/** What went wrong, said aloud to screen readers as soon as it stands there. */
export function ProblemLine({ error }: { error: Error | null }) {
  const text = useProblem(error);
  return (
    <div role="alert" className={classes.problem}>
      {text}
    </div>
  );
}

export function useSections(): (sections: readonly number[]) => string {
  const { t } = useTranslation();
  return (sections) =>
    sections.length === 0 ? '–' : sections.map((number) => t('accreditation.section', { number })).join(', ');
}

/** Documents with the way to each; `from` is the address of their application. */
export function DocumentList({
  documents,
  from,
  onRemove,
}: {
  documents: ApplicationOut['documents'];
  from: string;
  onRemove?: (document: number) => void;
}) {
  const { t } = useTranslation();
  return (
    <ul className={classes.plain}>
      {documents.map(({ id, kind, name, size, expires }) => (
        <li key={id} className={classes.row}>
          <span className={classes.grow}>
            {t(`accreditation.document.${kind}`)}
            {': '}
            <a href={address(`${from}/documents/${id}`)} download>
              {name}
            </a>{' '}
            <span className={classes.soft}>
              {t('accreditation.field.size', { size: Math.max(1, Math.round(size / 1024)) })}
              {expires !== null && <> · {t('accreditation.field.holdsUntil', { day: expires })}</>}
            </span>
          </span>
          {onRemove && (
            <button type="button" className={classes.quiet} onClick={() => onRemove(id)}>
              {t('accreditation.field.remove', { name })}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** All that an application says, to be read. */
export function Facts({ application }: { application: ApplicationOut }) {
  const { t } = useTranslation();
  const sections = useSections();
  const { content, organisation, countryName, regionName } = application;
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    [t('accreditation.field.name'), content.name],
    [t('accreditation.field.registry'), organisation?.name],
    [t('accreditation.field.address'), content.address],
    [t('accreditation.field.country'), countryName],
    [t('accreditation.field.region'), regionName],
    [t('accreditation.field.taxNumber'), content.taxNumber],
    [
      t('accreditation.field.resident'),
      content.resident === undefined
        ? null
        : t(content.resident ? 'accreditation.field.isResident' : 'accreditation.field.isForeign'),
    ],
    [t('accreditation.field.role'), content.role && t(`accreditation.role.${content.role}`)],
    [t('accreditation.field.sell'), sections(content.sell ?? [])],
    [t('accreditation.field.buy'), sections(content.buy ?? [])],
    [t('accreditation.field.representative'), content.representative],
    [t('accreditation.field.position'), content.position],
    [t('accreditation.field.phone'), content.phone],
    [t('accreditation.field.affiliates'), content.affiliates],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

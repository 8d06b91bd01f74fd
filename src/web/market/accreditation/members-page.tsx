/** What holds of participants: certificate, rights, standing, traders, clients; and what the exchange changes of it. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { mayDo, useAccount, useDeed } from '#web/account/use-account.ts';
import { send } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Page } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';
import type { AccreditedOut, ApplicationOut } from '#wire/accreditation.ts';
import classes from './accreditation.module.css';
import { questionsOf } from './ask.ts';
import { Changes } from './member-changes.tsx';
import { ProblemLine, SimulatedMark, StateMark, useSections, Ways } from './parts.tsx';

export function MembersPage() {
  const { t } = useTranslation();
  const account = useAccount().data;
  const isExchange = mayDo(account, 'market.members');
  return (
    <Page title={t(isExchange ? 'accreditation.members.title' : 'accreditation.members.mine')}>
      <Ways />
      {account !== undefined &&
        (mayDo(account, 'accreditation.read') ? <Members /> : <p>{t('accreditation.notAllowed')}</p>)}
    </Page>
  );
}

function Members() {
  const { t } = useTranslation();
  const members = useQuery(questionsOf.members(useLanguage()));
  return (
    <Loaded query={members}>
      {({ items }) =>
        items.length === 0 ? (
          <p>{t('accreditation.none')}</p>
        ) : (
          <ul className={classes.plain}>
            {items.map((member) => (
              <Member key={member.participant} member={member} />
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function Member({ member }: { member: AccreditedOut }) {
  const { t } = useTranslation();
  const sections = useSections();
  const account = useAccount().data;
  const { participant, certificate } = member;
  const isHead = account?.memberships.some(
    ({ role, organisation }) => role === 'head' && organisation?.id === member.organisation?.id,
  );
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <strong className={classes.grow}>{member.name}</strong>
        <StateMark state={member.standing} />
        <SimulatedMark simulated={member.simulated} />
      </div>
      <div className={classes.soft}>
        {t('accreditation.members.number', { number: participant })} ·{' '}
        {[member.countryName, member.regionName].filter(Boolean).join(', ')} ·{' '}
        {t(`accreditation.role.${member.role}`)} ·{' '}
        <Link to="/market/certificates/$certificate" params={{ certificate }}>
          {t('accreditation.certificateLink', { number: certificate })}
        </Link>{' '}
        · {t('accreditation.members.until', { day: member.until })}
      </div>
      <div>
        {t('accreditation.field.sell')}: {sections(member.sell)}. {t('accreditation.field.buy')}:{' '}
        {sections(member.buy)}
      </div>
      {member.standing !== 'accredited' && member.reason !== null && (
        <div>
          {t('accreditation.reason')}: {member.reason}
        </div>
      )}
      {member.powers.length > 0 && (
        <div>
          {t('accreditation.members.traders')}:{' '}
          {member.powers
            .map(({ name, until, ended }) =>
              ended
                ? `${name} (${t('accreditation.members.ended')})`
                : `${name} (${t('accreditation.members.until', { day: until })})`,
            )
            .join(', ')}
        </div>
      )}
      {member.clients.length > 0 && (
        <div>
          {t('accreditation.members.clients')}:{' '}
          {member.clients
            .map(({ name, ended }) => (ended ? `${name} (${t('accreditation.members.ended')})` : name))
            .join(', ')}
        </div>
      )}
      {isHead && <Renew participant={participant} />}
      {mayDo(account, 'accreditation.decide') && <Changes member={member} />}
    </li>
  );
}

function Renew({ participant }: { participant: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const renew = useDeed(
    () => send<ApplicationOut>('POST', '/accreditation/applications', { participant }),
    ({ id }) =>
      void navigate({
        to: '/market/accreditation/applications/$application',
        params: { application: String(id) },
      }),
  );
  return (
    <div>
      <ProblemLine error={renew.error} />
      <button type="button" className={classes.quiet} onClick={() => renew.mutate(undefined)}>
        {t('accreditation.members.renew')}
      </button>
    </div>
  );
}

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '#web/app/api.ts';
import type { AccountOut, PeopleItem } from '#wire/people.ts';
import classes from '../account.module.css';
import { Form, ProblemLine } from '../form.tsx';
import { useRoleText } from '../roles.ts';
import { timeText } from '../time.ts';
import { mayDo, useDeed } from '../use-account.ts';
import { RoleFields, roleBody, useRoleWanted } from './role-fields.tsx';

/** A person with roles, and what may be changed of them. */
export function PersonItem({ person, account }: { person: PeopleItem; account: AccountOut | undefined }) {
  const { t } = useTranslation();
  const roleText = useRoleText();
  const held = person.memberships.filter(({ ended }) => !ended);
  const signs = [
    person.closed === null ? null : t('account.people.closed'),
    person.verified ? null : t('account.people.unproved'),
    t(person.twoFactor ? 'account.people.withFactor' : 'account.people.withoutFactor'),
    person.lastSeen === null ? null : t('account.people.lastSeen', { time: timeText(person.lastSeen) }),
  ].filter((sign) => sign !== null);
  return (
    <li className={classes.item}>
      <div>
        <strong>{person.name}</strong> <span className={classes.soft}>{person.email}</span>
      </div>
      <div>{held.map(roleText).join('; ')}</div>
      <div className={classes.soft}>{signs.join(' · ')}</div>
      {mayDo(account, 'people.manage') && (
        <details>
          <summary>
            {t('account.people.change')}
            <span className="hidden-but-read">: {person.name}</span>
          </summary>
          <div className={classes.item}>
            <Roles person={person} held={held} />
            {mayDo(account, 'people.secure') && account?.person?.id !== person.id && (
              <Secure person={person} />
            )}
          </div>
        </details>
      )}
    </li>
  );
}

function Roles({ person, held }: { person: PeopleItem; held: PeopleItem['memberships'] }) {
  const { t } = useTranslation();
  const roleText = useRoleText();
  const [wanted, want] = useRoleWanted();
  const give = useDeed(() => send('POST', `/people/${person.id}/memberships`, roleBody(wanted)));
  const end = useDeed((membership: number) =>
    send('DELETE', `/people/${person.id}/memberships/${membership}`),
  );
  return (
    <>
      <div className={classes.row}>
        {held.map((membership) => (
          <Button key={membership.id} variant="default" size="xs" onClick={() => end.mutate(membership.id)}>
            {t('account.people.endRole', { role: roleText(membership) })}
          </Button>
        ))}
      </div>
      <ProblemLine error={end.error} />
      <Form deed={give} submit={() => give.mutate(undefined)} label={t('account.people.give')}>
        <RoleFields wanted={wanted} onChange={want} />
      </Form>
    </>
  );
}

function Secure({ person }: { person: PeopleItem }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const isClosed = person.closed !== null;
  const change = useDeed(
    () => send('POST', `/people/${person.id}/${isClosed ? 'open' : 'close'}`, { reason }),
    () => setReason(''),
  );
  const logOut = useDeed(() => send('DELETE', `/people/${person.id}/sessions`));
  return (
    <>
      <ProblemLine error={logOut.error} />
      <div>
        <Button variant="default" size="xs" onClick={() => logOut.mutate(undefined)}>
          {t('account.people.logOut')}
        </Button>
      </div>
      <Form
        deed={change}
        submit={() => change.mutate(undefined)}
        label={t(isClosed ? 'account.people.open' : 'account.people.close')}
      >
        <TextInput
          label={t('account.field.reason')}
          required
          minLength={3}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Form>
    </>
  );
}

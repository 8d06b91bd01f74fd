/** What the exchange changes of a participant: its standing, its traders, a broker's clients. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeed } from '#web/account/use-account.ts';
import { send } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import type { AccreditedOut } from '#wire/accreditation.ts';
import classes from './accreditation.module.css';
import { questionsOf } from './ask.ts';
import { ProblemLine } from './parts.tsx';

export function Changes({ member }: { member: AccreditedOut }) {
  const { t } = useTranslation();
  return (
    <details>
      <summary>{t('accreditation.members.change')}</summary>
      <div className={classes.parts}>
        <Standing member={member} />
        <NewTrader participant={member.participant} />
        {member.role === 'broker' && <NewClient participant={member.participant} />}
      </div>
    </details>
  );
}

interface Deed {
  readonly at: string;
  readonly label: string;
  readonly body: object;
}

/** Standing, and the ends of traders and clients: each with a reason. */
function Standing({ member }: { member: AccreditedOut }) {
  const { t } = useTranslation();
  const at = `/accreditation/participants/${member.participant}`;
  const standings = [
    ['accredited', t('accreditation.members.restore')],
    ['suspended', t('accreditation.members.suspend')],
    ['withdrawn', t('accreditation.members.withdraw')],
  ] as const;
  const ending = (what: string, name: string): Deed => ({
    at: `${at}/${what}/end`,
    label: `${t('accreditation.members.end')}: ${name}`,
    body: {},
  });
  const deeds: readonly Deed[] = [
    ...standings
      .filter(([standing]) => standing !== member.standing)
      .map(([standing, label]) => ({ at: `${at}/standing`, label, body: { standing } })),
    ...member.powers
      .filter(({ ended }) => !ended)
      .map(({ trader, name }) => ending(`traders/${trader}`, name)),
    ...member.clients
      .filter(({ ended }) => !ended)
      .map(({ client, name }) => ending(`clients/${client}`, name)),
  ];
  const [chosen, choose] = useState(0);
  const [reason, setReason] = useState('');
  const deed = deeds[chosen] ?? deeds[0];
  const change = useDeed(
    (given: Deed) => send('POST', given.at, { ...given.body, reason: reason.trim() }),
    () => {
      setReason('');
      choose(0);
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (deed) change.mutate(deed);
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <NativeSelect
        label={t('accreditation.decide.what')}
        value={String(chosen)}
        onChange={(event) => choose(Number(event.currentTarget.value))}
      >
        {deeds.map(({ at: address, label }, index) => (
          <option key={`${address} ${label}`} value={String(index)}>
            {label}
          </option>
        ))}
      </NativeSelect>
      <TextInput
        label={t('accreditation.reason')}
        required
        minLength={3}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.wide}>
        <ProblemLine error={change.error} />
        <Button type="submit" variant="default" size="xs" loading={change.isPending}>
          {t('accreditation.decide.send')}
        </Button>
      </div>
    </form>
  );
}

function NewTrader({ participant }: { participant: number }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [until, setUntil] = useState('');
  const add = useDeed(
    () => send('POST', `/accreditation/participants/${participant}/traders`, { email, until }),
    () => setEmail(''),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(undefined);
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        type="email"
        required
        label={t('accreditation.members.email')}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        required
        label={t('accreditation.members.power')}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <div className={classes.wide}>
        <ProblemLine error={add.error} />
        <Button type="submit" variant="default" size="xs" loading={add.isPending}>
          {t('accreditation.members.addTrader')}
        </Button>
      </div>
    </form>
  );
}

function NewClient({ participant }: { participant: number }) {
  const { t } = useTranslation();
  const terms = useQuery(questionsOf.terms(useLanguage())).data;
  const [name, setName] = useState('');
  const [country, setCountry] = useState('BY');
  const [taxNumber, setTaxNumber] = useState('');
  const add = useDeed(
    () =>
      send('POST', `/accreditation/participants/${participant}/clients`, {
        name,
        country,
        taxNumber,
        resident: country === terms?.home,
      }),
    () => {
      setName('');
      setTaxNumber('');
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(undefined);
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        required
        maxLength={250}
        label={t('accreditation.field.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('accreditation.field.country')}
        value={country}
        onChange={(event) => setCountry(event.currentTarget.value)}
      >
        {terms?.countries.map(({ code, name: label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </NativeSelect>
      <TextInput
        required
        maxLength={40}
        label={t('accreditation.field.taxNumber')}
        value={taxNumber}
        onChange={(event) => setTaxNumber(event.currentTarget.value)}
      />
      <div className={classes.wide}>
        <ProblemLine error={add.error} />
        <Button type="submit" variant="default" size="xs" loading={add.isPending}>
          {t('accreditation.members.addClient')}
        </Button>
      </div>
    </form>
  );
}

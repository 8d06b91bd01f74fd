/** A name and an entry of the sanction list that are alike, and what a person says of it. */
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeed } from '#web/account/use-account.ts';
import { send } from '#web/app/api.ts';
import type { CaseOut } from '#wire/accreditation.ts';
import classes from './accreditation.module.css';
import { ProblemLine } from './parts.tsx';

export function HitItem({
  hit,
  application,
  mayDecide,
}: {
  hit: CaseOut['hits'][number];
  application: number;
  mayDecide: boolean;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const decide = useDeed((decision: 'same' | 'other') =>
    send('POST', `/accreditation/queue/${application}/hits`, {
      subject: hit.subject,
      entry: hit.entry,
      decision,
      reason: reason.trim(),
    }),
  );
  const submit = (event: FormEvent) => event.preventDefault();
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <strong className={classes.grow}>
          {t('accreditation.sanctions.alike', { name: hit.name, entry: hit.entryName })}
        </strong>
        {hit.decision !== null && (
          <span className={classes.mark} data-tone={hit.decision === 'other' ? 'done' : 'late'}>
            {t(`accreditation.sanctions.${hit.decision}`)}
          </span>
        )}
      </div>
      <div className={classes.soft}>
        {Math.round(hit.likeness * 100)} % · {hit.schema} · {hit.countries.join(', ').toUpperCase()} ·{' '}
        <span className="identifier">{hit.entry}</span>
        {hit.reason !== null && <> · {hit.reason}</>}
      </div>
      {mayDecide && (
        <form className={classes.form} onSubmit={submit}>
          <TextInput
            label={t('accreditation.sanctions.why')}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <div className={`${classes.row} ${classes.wide}`}>
            <ProblemLine error={decide.error} />
            {(['other', 'same'] as const).map((decision) => (
              <Button
                key={decision}
                variant="default"
                size="xs"
                disabled={reason.trim().length < 3}
                loading={decide.isPending}
                onClick={() => decide.mutate(decision)}
              >
                {t(`accreditation.sanctions.${decision}`)}
              </Button>
            ))}
          </div>
        </form>
      )}
    </li>
  );
}

/** The sanction list that names are looked up in: which, how old, and the way to load a newer one. */
import { Button, FileInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo, useAccount, useDeed } from '#web/account/use-account.ts';
import { ProblemError, sendFile } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { number } from '#web/ui/format.ts';
import { Section } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';
import classes from './accreditation.module.css';
import { questionsOf } from './ask.ts';
import { ProblemLine } from './parts.tsx';

export function SanctionList() {
  const { t } = useTranslation();
  const language = useLanguage();
  const account = useAccount().data;
  const query = useQuery(questionsOf.sanctions(language));
  return (
    <Section title={t('accreditation.sanctions.title')}>
      <Loaded query={query} lines={1}>
        {({ list, state }) => (
          <p>
            {list === null || state === 'none'
              ? t('accreditation.sanctions.none')
              : t(`accreditation.sanctions.${state}`, {
                  name: list.name,
                  day: list.dated,
                  entries: number(list.entries, language),
                })}
          </p>
        )}
      </Loaded>
      {mayDo(account, 'accreditation.decide') && <Load />}
    </Section>
  );
}

function Load() {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [dated, setDated] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const load = useDeed(
    (given: File) =>
      sendFile(
        '/accreditation/sanctions',
        given,
        { name, dated },
        /\.csv$/i.test(given.name) ? 'text/csv' : 'application/x-ndjson',
      ),
    () => setFile(null),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file !== null) load.mutate(file);
  };
  const { error } = load;
  const errors = error instanceof ProblemError ? (error.problem?.errors ?? []) : [];
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        required
        maxLength={120}
        label={t('accreditation.sanctions.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        required
        label={t('accreditation.sanctions.dated')}
        value={dated}
        onChange={(event) => setDated(event.currentTarget.value)}
      />
      <FileInput
        label={t('accreditation.sanctions.file')}
        placeholder={t('accreditation.field.choose')}
        value={file}
        onChange={setFile}
      />
      <div className={classes.wide}>
        {errors.length === 0 ? (
          <ProblemLine error={error} />
        ) : (
          <div role="alert" className={classes.problem}>
            {t('accreditation.sanctions.errors')}
            <ul lang="en">
              {errors.map(({ path, reason }) => (
                <li key={`${path} ${reason}`}>
                  {path}: {reason}
                </li>
              ))}
            </ul>
          </div>
        )}
        <Button type="submit" variant="default" disabled={file === null} loading={load.isPending}>
          {t('accreditation.sanctions.load')}
        </Button>
      </div>
    </form>
  );
}

import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '#web/app/api.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '#web/app/language.ts';
import { Section } from '#web/ui/page.tsx';
import type { AccountOut } from '#wire/people.ts';
import { DoneLine, Form } from '../form.tsx';
import { useDeed } from '../use-account.ts';

export function Profile({ person }: { person: NonNullable<AccountOut['person']> }) {
  const { t } = useTranslation();
  const [name, setName] = useState(person.name);
  const [language, setLanguage] = useState<string>(person.language);
  const save = useDeed(() => send('PUT', '/account', { name, language }));
  return (
    <Section title={t('account.mine.profile')}>
      <Form deed={save} submit={() => save.mutate(undefined)} label={t('account.mine.save')}>
        <TextInput label={t('account.field.email')} value={person.email} readOnly />
        <TextInput
          label={t('account.field.name')}
          autoComplete="name"
          required
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('account.field.language')}
          value={language}
          onChange={(event) => setLanguage(event.currentTarget.value)}
        >
          {LANGUAGES.map((code) => (
            <option key={code} value={code} lang={code}>
              {LANGUAGE_NAMES[code]}
            </option>
          ))}
        </NativeSelect>
      </Form>
      {save.isSuccess && <DoneLine>{t('account.mine.saved')}</DoneLine>}
    </Section>
  );
}

/** The form of an application, which may be saved however much of it is filled in. */
import { Button, Checkbox, NativeSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeed } from '#web/account/use-account.ts';
import { questions, send } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Section } from '#web/ui/page.tsx';
import { type ApplicationContent, type ApplicationOut, MEMBER_ROLES } from '#wire/accreditation.ts';
import { useTerms } from '../use-terms.ts';
import classes from './accreditation.module.css';
import { questionsOf } from './ask.ts';
import { ProblemLine } from './parts.tsx';

type Texts = 'name' | 'address' | 'taxNumber' | 'representative' | 'position' | 'phone';
const LONGEST: { readonly [T in Texts]: number } = {
  name: 250,
  address: 500,
  taxNumber: 40,
  representative: 120,
  position: 120,
  phone: 40,
};

export function ContentForm({
  application,
  content,
  onChange,
}: {
  application: ApplicationOut;
  content: ApplicationContent;
  onChange: (content: ApplicationContent) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const terms = useQuery(questionsOf.terms(language)).data;
  const { section } = useTerms();
  const country = content.country ?? '';
  const regions = useQuery({ ...questionsOf.regions(language, country), enabled: country !== '' }).data;
  const save = useDeed(() => send('PUT', `/accreditation/applications/${application.id}`, { content }));
  const change = (some: ApplicationContent) => {
    save.reset();
    onChange({ ...content, ...some });
  };
  const text = (field: Texts) => (
    <TextInput
      label={t(`accreditation.field.${field}`)}
      maxLength={LONGEST[field]}
      value={content[field] ?? ''}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <form onSubmit={submit} className={classes.parts}>
      <Section title={t('accreditation.part.organisation')}>
        <div className={classes.form}>
          {text('name')}
          <RegistryField
            chosen={application.organisation}
            value={content.organisation ?? null}
            onChange={(organisation, name) =>
              change({ organisation, ...(name !== null && !content.name ? { name } : {}) })
            }
          />
          <NativeSelect
            label={t('accreditation.field.country')}
            value={country}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              if (chosen !== '') change({ country: chosen, region: null, resident: chosen === terms?.home });
            }}
          >
            <option value="">{t('accreditation.field.choose')}</option>
            {terms?.countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </NativeSelect>
          <NativeSelect
            label={t('accreditation.field.region')}
            value={content.region ?? ''}
            onChange={(event) => change({ region: event.currentTarget.value || null })}
          >
            <option value="">{t('accreditation.field.noRegion')}</option>
            {regions?.items.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </NativeSelect>
          {text('address')}
          {text('taxNumber')}
          <NativeSelect
            label={t('accreditation.field.resident')}
            value={content.resident === undefined ? '' : String(content.resident)}
            onChange={(event) => change({ resident: event.currentTarget.value === 'true' })}
          >
            {content.resident === undefined && <option value="">{t('accreditation.field.choose')}</option>}
            <option value="true">{t('accreditation.field.isResident')}</option>
            <option value="false">{t('accreditation.field.isForeign')}</option>
          </NativeSelect>
          <Textarea
            label={t('accreditation.field.affiliates')}
            maxLength={2000}
            value={content.affiliates ?? ''}
            onChange={(event) => change({ affiliates: event.currentTarget.value })}
          />
        </div>
      </Section>
      <Section title={t('accreditation.part.trade')}>
        <div className={classes.form}>
          <NativeSelect
            label={t('accreditation.field.role')}
            value={content.role ?? ''}
            onChange={(event) => {
              const chosen = MEMBER_ROLES.find((role) => role === event.currentTarget.value);
              if (chosen) change({ role: chosen });
            }}
          >
            {content.role === undefined && <option value="">{t('accreditation.field.choose')}</option>}
            {MEMBER_ROLES.map((role) => (
              <option key={role} value={role}>
                {t(`accreditation.role.${role}`)}
              </option>
            ))}
          </NativeSelect>
          {(['sell', 'buy'] as const).map((side) => (
            <Checkbox.Group
              key={side}
              label={t(`accreditation.field.${side}`)}
              value={(content[side] ?? []).map(String)}
              onChange={(chosen) => change({ [side]: chosen.map(Number).sort((a, b) => a - b) })}
            >
              <div className={classes.boxes}>
                {terms?.sections.map((number) => (
                  <Checkbox size="md" key={number} value={String(number)} label={section(number)} />
                ))}
              </div>
            </Checkbox.Group>
          ))}
        </div>
      </Section>
      <Section title={t('accreditation.part.people')}>
        <div className={classes.form}>
          {text('representative')}
          {text('position')}
          {text('phone')}
          <Checkbox
            className={classes.wide ?? ''}
            label={t('accreditation.field.rules')}
            checked={content.acceptsRules ?? false}
            onChange={(event) => change({ acceptsRules: event.currentTarget.checked })}
          />
        </div>
      </Section>
      <ProblemLine error={save.error} />
      <div className={classes.row}>
        <Button type="submit" variant="default" loading={save.isPending}>
          {t('accreditation.save')}
        </Button>
        <span role="status">{save.isSuccess && t('accreditation.saved')}</span>
      </div>
    </form>
  );
}

/** An organisation of the registry, found by what is typed. */
function RegistryField({
  chosen,
  value,
  onChange,
}: {
  chosen: ApplicationOut['organisation'];
  value: string | null;
  onChange: (organisation: string | null, name: string | null) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const found = useQuery({
    ...questions.someEntities(language, { q: typed, kind: 'organisation', limit: 10 }),
    enabled: typed.trim().length > 1,
  }).data;
  const options = new Map<string, string>();
  if (chosen) options.set(chosen.id, chosen.name);
  for (const { id, name } of found?.items ?? []) options.set(id, name);
  return (
    <Select
      label={t('accreditation.field.registry')}
      placeholder={t('accreditation.field.registryHint')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('accreditation.field.noRegion') }}
      nothingFoundMessage={t('accreditation.field.nothingFound')}
      // The server has searched already, in any spelling.
      filter={({ options: all }) => all}
      data={[...options].map(([id, name]) => ({ value: id, label: name }))}
      value={value}
      onSearchChange={setTyped}
      onChange={(id) => onChange(id, id === null ? null : (options.get(id) ?? null))}
    />
  );
}

/** Documents of an open application: those that are there, and one more. */
import { Button, FileInput, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeed } from '#web/account/use-account.ts';
import { send, sendFile } from '#web/app/api.ts';
import { Section } from '#web/ui/page.tsx';
import { type ApplicationOut, DOCUMENT_KINDS } from '#wire/accreditation.ts';
import classes from './accreditation.module.css';
import { DocumentList, ProblemLine } from './parts.tsx';

type Kind = (typeof DOCUMENT_KINDS)[number];

export function Documents({ application }: { application: ApplicationOut }) {
  const { t } = useTranslation();
  const at = `/accreditation/applications/${application.id}`;
  const [kind, setKind] = useState<Kind>('registration');
  const [expires, setExpires] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const upload = useDeed(
    (given: File) =>
      sendFile(`${at}/documents`, given, { kind, name: given.name, expires: expires || undefined }),
    () => {
      setFile(null);
      setExpires('');
    },
  );
  const remove = useDeed((document: number) => send('DELETE', `${at}/documents/${document}`));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file !== null) upload.mutate(file);
  };
  return (
    <Section title={t('accreditation.part.documents')}>
      <DocumentList
        documents={application.documents}
        from={at}
        onRemove={(document) => remove.mutate(document)}
      />
      <form className={classes.form} onSubmit={submit}>
        <NativeSelect
          label={t('accreditation.field.kind')}
          value={kind}
          onChange={(event) => {
            const chosen = DOCUMENT_KINDS.find((one) => one === event.currentTarget.value);
            if (chosen) setKind(chosen);
          }}
        >
          {DOCUMENT_KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`accreditation.document.${one}`)}
            </option>
          ))}
        </NativeSelect>
        <TextInput
          type="date"
          label={t('accreditation.field.expires')}
          required={kind === 'power'}
          value={expires}
          onChange={(event) => setExpires(event.currentTarget.value)}
        />
        <FileInput
          label={t('accreditation.field.file')}
          placeholder={t('accreditation.field.choose')}
          accept="application/pdf,image/jpeg,image/png"
          value={file}
          onChange={setFile}
        />
        <div className={classes.wide}>
          <ProblemLine error={upload.error ?? remove.error} />
          <Button type="submit" variant="default" disabled={file === null} loading={upload.isPending}>
            {t('accreditation.field.upload')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

/** A certificate as anybody with its number may see it: what it says today, to be printed. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { timeText } from '#web/account/time.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Page } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';
import type { CertificateOut } from '#wire/accreditation.ts';
import classes from './accreditation.module.css';
import { questionsOf } from './ask.ts';
import { SimulatedMark, useSections } from './parts.tsx';

export function CertificatePage() {
  const { t } = useTranslation();
  const number = useParams({ strict: false, select: ({ certificate }) => certificate ?? '' });
  const query = useQuery(questionsOf.certificate(useLanguage(), number));
  return (
    <Page
      title={t('accreditation.certificate.title')}
      actions={
        <Button variant="default" onClick={() => window.print()}>
          {t('accreditation.certificate.print')}
        </Button>
      }
    >
      <Loaded query={query}>{(certificate) => <Certificate certificate={certificate} />}</Loaded>
    </Page>
  );
}

function Certificate({ certificate }: { certificate: CertificateOut }) {
  const { t } = useTranslation();
  const sections = useSections();
  const { state } = certificate;
  const facts: readonly (readonly [string, string])[] = [
    [t('accreditation.certificate.number'), certificate.certificate],
    [
      t('accreditation.certificate.place'),
      [certificate.regionName, certificate.countryName].filter(Boolean).join(', '),
    ],
    [
      t('accreditation.field.resident'),
      t(certificate.resident ? 'accreditation.field.isResident' : 'accreditation.field.isForeign'),
    ],
    [t('accreditation.field.role'), t(`accreditation.role.${certificate.role}`)],
    [t('accreditation.field.sell'), sections(certificate.sell)],
    [t('accreditation.field.buy'), sections(certificate.buy)],
    [t('accreditation.certificate.since'), certificate.since],
    [t('accreditation.certificate.until'), certificate.until],
  ];
  return (
    <div className={classes.certificate}>
      <div className={classes.row}>
        <span className={classes.mark} data-tone={state === 'valid' ? 'done' : 'late'}>
          {t(`accreditation.certificate.${state}`)}
        </span>
        <SimulatedMark simulated={certificate.simulated} />
      </div>
      <div>
        <div className={classes.soft}>{t('accreditation.certificate.of')}</div>
        <div className={classes.holder}>{certificate.name}</div>
      </div>
      <dl className={classes.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={classes.soft}>
        {t('accreditation.certificate.asOf', { time: timeText(certificate.asOf) })}
      </div>
    </div>
  );
}

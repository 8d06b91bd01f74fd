/** What the pages of accreditation ask, and how they word what went wrong. */
import { queryOptions } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask, ProblemError, type Query } from '#web/app/api.ts';
import type { Language } from '#web/app/language.ts';
import type {
  AccreditedList,
  ApplicationOut,
  ApplicationsOut,
  CaseOut,
  CertificateOut,
  QueueOut,
  RegionsOut,
  SanctionListOut,
  TermsOut,
} from '#wire/accreditation.ts';

export type ApplicationState = ApplicationOut['state'];

function one<T>(path: string, language: Language, query: Query = {}) {
  const address = `/accreditation${path}`;
  return queryOptions({
    queryKey: [address, language, query] as const,
    queryFn: ({ signal }) => ask<T>(address, { ...query, lang: language }, signal),
  });
}

export const questionsOf = {
  terms: (language: Language) => one<TermsOut>('/terms', language),
  regions: (language: Language, country: string) => one<RegionsOut>('/regions', language, { country }),
  mine: (language: Language) => one<ApplicationsOut>('/applications', language),
  application: (language: Language, id: string) =>
    one<ApplicationOut>(`/applications/${encodeURIComponent(id)}`, language),
  queue: (language: Language, state: string) => one<QueueOut>('/queue', language, { state }),
  decision: (language: Language, id: string) => one<CaseOut>(`/queue/${encodeURIComponent(id)}`, language),
  members: (language: Language) => one<AccreditedList>('/participants', language),
  sanctions: (language: Language) => one<SanctionListOut>('/sanctions', language),
  certificate: (language: Language, number: string) =>
    one<CertificateOut>(`/certificates/${encodeURIComponent(number)}`, language),
} as const;

const WORDED = [
  'document-unfit',
  'body-too-large',
  'application-incomplete',
  'application-closed',
  'checks-failed',
  'market-rejected',
  'market-off',
  'already-so',
  'bad-request',
] as const;

/** What went wrong, in the reader's language; null where nothing did. */
export function useProblem(error: Error | null): string | null {
  const { t } = useTranslation();
  if (error === null) return null;
  const code = error instanceof ProblemError ? WORDED.find((worded) => worded === error.code) : undefined;
  return t(`accreditation.problem.${code ?? 'other'}`);
}

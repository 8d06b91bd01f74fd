/** What the pages of accreditation ask, and how they word what went wrong. */
import { useTranslation } from 'react-i18next';
import { ProblemError, type Query, one as question } from '#web/app/api.ts';
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
  return question<T>(`/accreditation${path}`, language, query);
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

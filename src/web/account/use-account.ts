/** Who is logged in, and doing things that the server may refuse. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AccountOut } from '#wire/people.ts';
import { ProblemError, questions } from '../app/api.ts';
import { useLanguage } from '../app/i18n.ts';

export function useAccount() {
  return useQuery(questions.account(useLanguage()));
}

/** Whether the account may do something; of some things only one's own. */
export function mayDo(account: AccountOut | undefined, action: string): boolean {
  return account?.actions.includes(action) ?? false;
}

/** Codes of problems that are worded for people here. */
const WORDED = [
  'log-in-failed',
  'wrong-code',
  'log-in-expired',
  'mailbox-unproven',
  'wrong-password',
  'link-expired',
  'locked-out',
  'too-many-requests',
  'not-allowed',
  'unauthenticated',
  'already-so',
  'bad-request',
  'unreachable',
] as const;

/** What went wrong, in the reader's language; null where nothing did. */
export function useProblemText(error: Error | null): string | null {
  const { t } = useTranslation();
  if (error === null) return null;
  const code = error instanceof ProblemError ? WORDED.find((one) => one === error.code) : undefined;
  return t(`account.problem.${code ?? 'other'}`);
}

/** Something that is done at the server: after it, all that was read is read again. */
export function useDeed<Given, Answer>(
  deed: (given: Given) => Promise<Answer>,
  done: (answer: Answer, given: Given) => void = () => {},
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deed,
    async onSuccess(answer, given) {
      done(answer, given);
      await client.invalidateQueries();
    },
  });
}

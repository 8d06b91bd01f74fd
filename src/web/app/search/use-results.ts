import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { questions } from '../api.ts';
import { useLanguage } from '../i18n.ts';

/** Long enough to skip letters typed in one go, short enough that the answer seems to follow the finger. */
const WAIT_MS = 40;

/** Asks the server while the reader types; what was found for the letters before stays until the new answer. */
export function useResults(typed: string, limit: number) {
  const language = useLanguage();
  const [settled] = useDebouncedValue(typed.trim(), WAIT_MS);
  const query = useQuery({
    ...questions.search(language, { q: settled, limit }),
    enabled: settled !== '',
  });
  return { query, q: settled, results: settled === '' ? undefined : query.data };
}

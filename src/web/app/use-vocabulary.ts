import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Vocabulary } from '#wire/registry.ts';
import { questions } from './api.ts';
import { useLanguage } from './i18n.ts';

const AN_HOUR_MS = 3_600_000;

export type KindTerms = Vocabulary['kinds'][number];

/** The vocabulary in the reader's language, by id; empty until it has come. */
export function useVocabulary() {
  const language = useLanguage();
  const { data } = useQuery({ ...questions.vocabulary(language), staleTime: AN_HOUR_MS });
  return useMemo(
    () => ({
      loaded: data !== undefined,
      kinds: data?.kinds ?? [],
      kind: (id: string): KindTerms | undefined => data?.kinds.find((kind) => kind.id === id),
      measures: data?.measures ?? [],
      relations: data?.relations ?? [],
    }),
    [data],
  );
}

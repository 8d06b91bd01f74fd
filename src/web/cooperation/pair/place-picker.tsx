/** A field that finds a place by its name in any language. */
import { Loader, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { useVocabulary } from '#web/app/use-vocabulary.ts';
import { capital } from '#web/ui/words.ts';
import { PLACE_KINDS } from '../entity/partners.ts';

const ASK_AFTER_MS = 120;
const MOST = 20;

export function PlacePicker({
  label,
  value,
  onChange,
}: {
  label: string;
  /** Id of the place; null: none yet. */
  value: string | null;
  onChange: (id: string | null) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const vocabulary = useVocabulary();
  const [typed, type] = useState('');
  const [asked] = useDebouncedValue(typed, ASK_AFTER_MS);
  const chosen = useQuery({ ...questions.entity(language, value ?? ''), enabled: value !== null });
  // What stands in the field after a choice is a name, not a question.
  const question = asked === chosen.data?.name ? '' : asked;
  const found = useQuery({
    ...questions.someEntities(language, {
      kind: PLACE_KINDS.join(','),
      limit: MOST,
      ...(question === '' ? { sort: '-relations' } : { q: question, sort: 'relevance' }),
    }),
    placeholderData: (previous) => previous,
  });
  const places = new Map((found.data?.items ?? []).map(({ id, kind, name }) => [id, { kind, name }]));
  if (chosen.data) places.set(chosen.data.id, { kind: chosen.data.kind, name: chosen.data.name });
  const kindOf = (kind: string): string => capital(vocabulary.kind(kind)?.one ?? '', language);
  return (
    <Select
      label={label}
      placeholder={t('pair.choose')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('lists.clear') }}
      value={value}
      data={[...places].map(([id, { name }]) => ({ value: id, label: name }))}
      // The server has found them, by names in every language: all that came is offered.
      filter={({ options }) => options}
      onSearchChange={type}
      onChange={onChange}
      nothingFoundMessage={found.isFetching ? t('state.loading') : t('pair.nothing')}
      renderOption={({ option }) => (
        <span>
          {option.label} <small>{kindOf(places.get(option.value)?.kind ?? '')}</small>
        </span>
      )}
      {...(found.isFetching ? { rightSection: <Loader size="xs" /> } : {})}
    />
  );
}

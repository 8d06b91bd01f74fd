/** Filters of a list. All of them live in the address; these controls only read it and ask for another. */
import { Checkbox, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#base/language.ts';
import { number } from '../format.ts';
import classes from './list.module.css';

const TYPING_WAIT_MS = 200;

/** A text that filters while it is typed. */
export function TextFilter({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const [typed, type] = useState(value ?? '');
  const settle = useDebouncedCallback((text: string) => onChange(text.trim() || undefined), TYPING_WAIT_MS);
  useEffect(() => type((now) => (now.trim() === (value ?? '') ? now : (value ?? ''))), [value]);
  return (
    <TextInput
      size="sm"
      type="search"
      label={label}
      value={typed}
      spellCheck={false}
      onChange={(event) => {
        type(event.currentTarget.value);
        settle(event.currentTarget.value);
      }}
    />
  );
}

const MONTH = /^\d{4}(-(0[1-9]|1[0-2]))?$/;

/** Completes a year to its first or last month. */
function toMonth(text: string, side: 'from' | 'to'): string {
  return text.length === 4 ? `${text}-${side === 'from' ? '01' : '12'}` : text;
}

/** From and to, as months ('2021-08') or years ('2021'). */
export function PeriodFilter({
  from,
  to,
  onChange,
}: {
  from: string | undefined;
  to: string | undefined;
  onChange: (period: { from?: string | undefined; to?: string | undefined }) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.facet}>
      <legend>{t('lists.period')}</legend>
      <div className={classes.period}>
        <MonthInput
          side="from"
          label={t('lists.from')}
          value={from}
          onChange={(value) => onChange({ from: value, to })}
        />
        <MonthInput
          side="to"
          label={t('lists.to')}
          value={to}
          onChange={(value) => onChange({ from, to: value })}
        />
      </div>
    </fieldset>
  );
}

function MonthInput(props: {
  side: 'from' | 'to';
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const [typed, type] = useState(props.value ?? '');
  useEffect(() => type(props.value ?? ''), [props.value]);
  const wrong = typed !== '' && !MONTH.test(typed);
  const settle = () => {
    if (wrong) return;
    const value = typed === '' ? undefined : toMonth(typed, props.side);
    if (value !== props.value) props.onChange(value);
  };
  return (
    <TextInput
      size="sm"
      label={props.label}
      placeholder="2021-08"
      value={typed}
      inputMode="numeric"
      error={wrong ? t('lists.monthFormat') : undefined}
      onChange={(event) => type(event.currentTarget.value.trim())}
      onBlur={settle}
      onKeyDown={(event) => event.key === 'Enter' && settle()}
    />
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
}

const SHOWN_AT_FIRST = 8;
const WORTH_A_FILTER = 16;

/**
 * One facet: its values with their counts, chosen by checkbox. `many` lets several hold at once; otherwise a new
 * choice replaces the old one.
 */
export function FacetFilter({
  title,
  choices,
  chosen,
  onChange,
  many = false,
  language,
}: {
  title: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
  many?: boolean;
  language: Language;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [all, showAll] = useState(false);
  const [sought, seek] = useState('');
  // What is chosen stays in sight even where it matches nothing any more.
  const missing = chosen
    .filter((value) => !choices.some((choice) => choice.value === value))
    .map((value) => ({ value, label: value, count: 0 }));
  const every = [...missing, ...choices];
  if (every.length === 0) return null;
  const word = sought.trim().toLocaleLowerCase();
  const matching =
    word === '' ? every : every.filter(({ label }) => label.toLocaleLowerCase().includes(word));
  const shown =
    all || word !== ''
      ? matching
      : matching.filter(({ value }, index) => index < SHOWN_AT_FIRST || chosen.includes(value));
  return (
    <fieldset className={classes.facet}>
      <legend>{title}</legend>
      {all && every.length > WORTH_A_FILTER && (
        <TextInput
          id={id}
          size="xs"
          aria-label={t('lists.seek', { facet: title })}
          placeholder={t('lists.seekHint')}
          value={sought}
          onChange={(event) => seek(event.currentTarget.value)}
        />
      )}
      <div className={classes.choices} data-long={all || undefined}>
        {shown.map(({ value, label, count }) => (
          <div key={value} className={classes.choice}>
            <Checkbox
              size="xs"
              label={label}
              checked={chosen.includes(value)}
              onChange={(event) => {
                const on = event.currentTarget.checked;
                if (!many) onChange(on ? [value] : []);
                else onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value));
              }}
            />
            {count !== undefined && <span className={classes.choiceCount}>{number(count, language)}</span>}
          </div>
        ))}
      </div>
      {every.length > SHOWN_AT_FIRST && (
        <button
          type="button"
          className={classes.moreChoices}
          aria-expanded={all}
          onClick={() => {
            showAll(!all);
            seek('');
          }}
        >
          {all ? t('lists.fewer') : t('lists.allChoices', { n: number(every.length, language) })}
        </button>
      )}
    </fieldset>
  );
}

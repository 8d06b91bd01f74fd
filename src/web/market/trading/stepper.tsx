/** A number that goes up and down by its step from the keyboard: arrows by one, page keys by ten. */
import { TextInput } from '@mantine/core';
import type { KeyboardEvent, Ref } from 'react';

interface Props {
  label: string;
  description?: string;
  error?: string | undefined;
  value: string;
  onType: (text: string) => void;
  /** Takes how many steps to go, above or below zero. */
  onStep: (steps: number) => void;
  inputRef?: Ref<HTMLInputElement>;
  disabled?: boolean;
  className?: string;
}

const STEPS: { readonly [key: string]: number } = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

export function Stepper({
  label,
  description,
  error,
  value,
  onType,
  onStep,
  inputRef,
  disabled,
  className,
}: Props) {
  const onKey = (event: KeyboardEvent): void => {
    const steps = STEPS[event.key];
    if (steps === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onStep(steps);
  };
  return (
    <TextInput
      size="sm"
      label={label}
      {...(description === undefined ? {} : { description })}
      {...(className === undefined ? {} : { className })}
      error={error}
      value={value}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      disabled={disabled ?? false}
      ref={inputRef ?? null}
      onChange={(event) => onType(event.currentTarget.value)}
      onKeyDown={onKey}
    />
  );
}

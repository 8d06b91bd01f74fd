/** What every form of the account is made of: fields in a column, what went wrong, one button. */
import { Button, PasswordInput } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './account.module.css';
import { useProblemText } from './use-account.ts';

interface Deed {
  readonly isPending: boolean;
  readonly error: Error | null;
}

export function Form({
  deed,
  submit,
  label,
  children,
}: {
  deed: Deed;
  submit: () => void;
  label: string;
  children?: ReactNode;
}) {
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!deed.isPending) submit();
  };
  return (
    <form className={classes.form} onSubmit={onSubmit}>
      {children}
      <ProblemLine error={deed.error} />
      <div>
        <Button type="submit" loading={deed.isPending}>
          {label}
        </Button>
      </div>
    </form>
  );
}

/** What went wrong, said aloud to screen readers as soon as it stands there. */
export function ProblemLine({ error }: { error: Error | null }) {
  const text = useProblemText(error);
  return (
    <div role="alert" className={classes.problem}>
      {text}
    </div>
  );
}

/** That something was done. */
export function DoneLine({ children }: { children: ReactNode }) {
  return (
    <div role="status" className={classes.done}>
      {children}
    </div>
  );
}

export function PasswordField({
  label,
  value,
  onChange,
  isNew = false,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  isNew?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      required
      minLength={isNew ? 10 : 1}
      maxLength={128}
      {...(isNew ? { description: t('account.field.passwordHint') } : {})}
      visibilityToggleButtonProps={{ 'aria-label': t('account.field.show') }}
    />
  );
}

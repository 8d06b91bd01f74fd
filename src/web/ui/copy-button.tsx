import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './copy-button.module.css';

const SHOWN_MS = 2000;

/** Copies a text; where the browser forbids it, shows the text to be copied by hand. */
export function CopyButton({ text, children }: { text: () => string; children: string }) {
  const { t } = useTranslation();
  const [state, become] = useState<'' | 'copied' | 'refused'>('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      become('copied');
      setTimeout(() => become(''), SHOWN_MS);
    } catch {
      become('refused');
    }
  };
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => void copy()}>
        {children}
      </Button>
      <span role="status" className={classes.said}>
        {state === 'copied' && t('card.copied')}
        {state === 'refused' && t('card.notCopied')}
      </span>
      {state === 'refused' && (
        <textarea className={classes.text} readOnly rows={4} value={text()} aria-label={children} />
      )}
    </>
  );
}

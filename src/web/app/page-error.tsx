import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';
import { Failed } from '../ui/states.tsx';

/** A page that broke while it was drawn, or whose program part could not be loaded. */
export function PageError({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const router = useRouter();
  return (
    <Page title={t('state.failed')} reading>
      <Failed
        error={error instanceof Error ? error : new Error(String(error))}
        again={() => void router.invalidate()}
      />
    </Page>
  );
}

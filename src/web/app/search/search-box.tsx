import { UnstyledButton } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchIcon } from '#web/ui/icons.tsx';
import { OPEN_SEARCH } from '../frame/shortcuts.tsx';

export function SearchBox() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  useEffect(() => {
    const open = () => void navigate({ to: '/search' });
    window.addEventListener(OPEN_SEARCH, open);
    return () => window.removeEventListener(OPEN_SEARCH, open);
  }, [navigate]);
  return (
    <UnstyledButton aria-label={t('frame.search')} onClick={() => void navigate({ to: '/search' })}>
      <SearchIcon />
    </UnstyledButton>
  );
}

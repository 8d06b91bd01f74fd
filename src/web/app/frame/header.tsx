import { ActionIcon, NativeSelect, useMantineColorScheme } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isLanguage } from '#base/language.ts';
import { AccountMenu } from '#web/account/menu.tsx';
import { AutoIcon, MoonIcon, StarMark, SunIcon } from '#web/ui/icons.tsx';
import { useChooseLanguage, useLanguage } from '../i18n.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../language.ts';
import { SearchBox } from '../search/search-box.tsx';
import type { Door } from './doors.ts';
import classes from './frame.module.css';
import { Doors } from './navigation.tsx';

export function Header({ door }: { door: Door | null }) {
  const { t } = useTranslation();
  return (
    <header className={`${classes.header} not-printed`}>
      <Link to="/" className={classes.name} aria-label={t('frame.home')}>
        <StarMark />
        <span>Kirmash</span>
      </Link>
      <Doors door={door} />
      <SearchBox />
      <LanguageChoice />
      <SchemeChoice />
      <AccountMenu />
    </header>
  );
}

function LanguageChoice() {
  const { t } = useTranslation();
  const language = useLanguage();
  const choose = useChooseLanguage();
  const navigate = useNavigate();
  return (
    <NativeSelect
      className={classes.language ?? ''}
      size="sm"
      aria-label={t('frame.language')}
      value={language}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        if (!isLanguage(chosen)) return;
        choose(chosen);
        // The choice holds from now on; an address that asked for another language no longer does.
        void navigate({
          to: '.',
          search: (previous) => ({ ...previous, lang: undefined }),
          replace: true,
          resetScroll: false,
        });
      }}
    >
      {LANGUAGES.map((code) => (
        <option key={code} value={code} lang={code}>
          {LANGUAGE_NAMES[code]}
        </option>
      ))}
    </NativeSelect>
  );
}

const NEXT = { auto: 'light', light: 'dark', dark: 'auto' } as const;

function SchemeChoice() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const icon = colorScheme === 'auto' ? <AutoIcon /> : colorScheme === 'light' ? <SunIcon /> : <MoonIcon />;
  const label = t('frame.scheme', {
    now: t(`frame.schemes.${colorScheme}`),
    next: t(`frame.schemes.${NEXT[colorScheme]}`),
  });
  return (
    <ActionIcon
      variant="default"
      size="input-sm"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(NEXT[colorScheme])}
    >
      {icon}
    </ActionIcon>
  );
}

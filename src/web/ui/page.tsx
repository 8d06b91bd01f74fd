/** One page: its title (in the window too), its trail, its body. Focus comes here after a change of page. */
import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useLanguage } from '#web/app/i18n.ts';
import classes from './page.module.css';
import { TitleIn } from './title-in.tsx';
import { Trail, type TrailStep } from './trail.tsx';

interface Props {
  /** A noun that a user would say. */
  title: string;
  /** What stands above the title: kind of the thing. */
  over?: ReactNode;
  /** What stands under the title. */
  lead?: ReactNode;
  /** From the widest to the nearest; the page itself is not repeated. */
  trail?: readonly TrailStep[];
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  /** Width of a text to read instead of the whole page. */
  reading?: boolean;
  /** The language of the title, where it differs from the page's (the title of a source). */
  titleLang?: string | null;
  children: ReactNode;
}

export function Page({ title, over, lead, trail, actions, reading = false, titleLang, children }: Props) {
  const language = useLanguage();
  useEffect(() => {
    document.title = title === 'Kirmash' ? title : `${title} · Kirmash`;
    document.documentElement.lang = language;
  }, [title, language]);
  return (
    <div className={classes.page} data-reading={reading || undefined}>
      {trail && trail.length > 0 && <Trail steps={trail} />}
      <div className={classes.head}>
        <div className={classes.titles}>
          {over && <div className={classes.over}>{over}</div>}
          <Title order={1} id="title" tabIndex={-1}>
            <TitleIn lang={titleLang === language ? null : titleLang}>{title}</TitleIn>
          </Title>
          {lead && <div className={classes.lead}>{lead}</div>}
        </div>
        {actions && <div className={`${classes.actions} not-printed`}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** A part of a page with its own heading. */
export function Section({
  title,
  count,
  actions,
  id,
  children,
}: {
  title: string;
  count?: ReactNode;
  actions?: ReactNode;
  id?: string;
  children: ReactNode;
}) {
  return (
    <section className={classes.section} {...(id ? { id } : {})}>
      <div className={classes.sectionHead}>
        <Title order={2}>
          {title}
          {count !== undefined && <span className={classes.count}> {count}</span>}
        </Title>
        {actions}
      </div>
      {children}
    </section>
  );
}

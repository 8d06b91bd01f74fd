import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './card.module.css';

/** A part of the card with its heading. */
export function Part({ title, level, children }: { title: string; level: 2 | 3; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <Title order={level} size="h4">
        {title}
      </Title>
      {children}
    </section>
  );
}

/**
 * What lies over the page: a sheet from below, a dialog in the middle. Their heads are not header elements, which
 * would be a second banner of the page.
 */
import { CloseButton, Drawer, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './overlay.module.css';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

function Head({ title, onClose }: { title: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.head}>
      <span className={classes.title}>{title}</span>
      <CloseButton aria-label={t('frame.close')} onClick={onClose} />
    </div>
  );
}

/** For phones: filters, the figure card. */
export function Sheet({ title, onClose, children }: Props) {
  return (
    <Drawer.Root opened onClose={onClose} position="bottom" size="85%">
      <Drawer.Overlay />
      <Drawer.Content aria-label={title}>
        <Head title={title} onClose={onClose} />
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

export function Dialog({ title, onClose, children }: Props) {
  return (
    <Modal.Root opened onClose={onClose}>
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        <Head title={title} onClose={onClose} />
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

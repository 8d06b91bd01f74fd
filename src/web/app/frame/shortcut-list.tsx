import { Kbd, Switch, Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#web/ui/overlay.tsx';
import { store, stored } from '../stored.ts';
import classes from './frame.module.css';

const SHORTCUTS = [
  { id: 'search', keys: ['/'] },
  { id: 'list', keys: ['?'] },
  { id: 'close', keys: ['Esc'] },
  { id: 'start', keys: ['g', 's'] },
  { id: 'market', keys: ['g', 'm'] },
  { id: 'cooperation', keys: ['g', 'c'] },
  { id: 'observatory', keys: ['g', 'o'] },
  { id: 'trade', keys: ['g', 't'] },
  { id: 'buy', keys: ['b'] },
  { id: 'sell', keys: ['s'] },
  { id: 'price', keys: ['p'] },
  { id: 'lots', keys: ['l'] },
  { id: 'step', keys: ['↑', '↓', 'PgUp', 'PgDn'] },
  { id: 'cancelAll', keys: ['Shift', 'X'] },
] as const;

export function ShortcutList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [on, turn] = useState(stored('shortcuts') !== 'off');
  return (
    <Dialog title={t('shortcut.title')} onClose={onClose}>
      <Table className={classes.shortcuts ?? ''}>
        <Table.Tbody>
          {SHORTCUTS.map(({ id, keys }) => (
            <Table.Tr key={id}>
              <Table.Th scope="row">{t(`shortcut.${id}`)}</Table.Th>
              <Table.Td className="numeric">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Switch
        label={t('shortcut.on')}
        checked={on}
        onChange={(event) => {
          const chosen = event.currentTarget.checked;
          turn(chosen);
          store('shortcuts', chosen ? 'on' : 'off');
        }}
      />
    </Dialog>
  );
}

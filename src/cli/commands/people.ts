import { ROLES } from '#access/roles.ts';
import type { Command } from '../command.ts';

export const peopleAdd: Command = {
  summary: 'make an account, or give a role; prints the link by which the password is chosen',
  parameters: [{ name: 'EMAIL', meaning: 'address of the person' }],
  flags: [
    { name: 'administrator', meaning: 'with the role of the administrator, who invites everybody else' },
  ],
  options: [
    { name: 'name', value: 'NAME', meaning: 'how the person is called; the address unless set' },
    { name: 'role', value: 'ROLE', meaning: `a role: ${ROLES.join(', ')}` },
    {
      name: 'organisation',
      value: 'ID',
      meaning: 'entity of the registry, for the roles trader, head and broker',
    },
  ],
  details: ['The link works once, within seven days. It is printed here alone, and sent to nobody.'],
  run: async (context, given) => (await import('../people.ts')).runAdd(context, given),
};

export const peopleList: Command = {
  summary: 'list people with their roles',
  parameters: [],
  run: async (context, given) => (await import('../people.ts')).runList(context, given),
};

export const peopleLink: Command = {
  summary: 'print a link by which a person chooses a new password',
  parameters: [{ name: 'EMAIL', meaning: 'address of the person' }],
  details: [
    'For those who cannot get mail. It works once, within seven days, and ends all sessions when used.',
  ],
  run: async (context, given) => (await import('../people.ts')).runLink(context, given),
};

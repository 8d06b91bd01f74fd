/** The permission table for readers: `docs/reference/permissions.md`. */
import { KEY_SCOPES, permissionRows } from '#access/permissions.ts';
import { ROLES } from '#access/roles.ts';

const INTRODUCTION = [
  'Every address of the API names one of these actions, and is refused before anything of it runs where nobody is',
  'logged in (401 `unauthenticated`) or no role allows it (403 `not-allowed`). A person has roles, each in an',
  'organisation or of the exchange as a whole, perhaps limited to sections or territories, perhaps until a day.',
  '**●** reaches everything, **○** what is of the role’s own organisation: its orders, money, people. *Anybody* needs no',
  'account, *account* needs one and no role. An access key reaches no further than its person, and no further than the',
  'scopes that it was given; only actions marked *key* can be given.',
];

/** Gives `docs/reference/permissions.md`. */
export function permissionsAsMarkdown(): string {
  const scopes = new Set<string>(KEY_SCOPES);
  const mark = { all: '●', own: '○' } as const;
  const rows = permissionRows().map(({ action, meaning, open, roles }) => {
    const reach = new Map(roles.map((one) => [one.role, mark[one.reach]]));
    const cells = ROLES.map((role) => reach.get(role) ?? '');
    const everyone = open === 'anybody' ? 'anybody' : open === 'person' ? 'account' : '';
    const key = scopes.has(action) ? 'key' : '';
    return `| \`${action}\` | ${meaning} | ${everyone} | ${cells.join(' | ')} | ${key} |`;
  });
  return [
    '# Who may do what',
    '',
    '<!-- Made by scripts/generate-permissions.ts from src/access/permissions.ts. -->',
    '',
    ...INTRODUCTION,
    '',
    `| action | what | everyone | ${ROLES.join(' | ')} | key |`,
    `|---|---|---|${ROLES.map(() => ':-:').join('|')}|---|`,
    ...rows,
    '',
  ].join('\n');
}

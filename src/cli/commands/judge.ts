import type { Command } from '../command.ts';

const REASON = { name: 'REASON', meaning: 'why, in a sentence; it is recorded' } as const;

const AUTHOR = {
  name: 'author',
  value: 'ID',
  meaning: "who judges, by an id that names no person; 'system' unless set",
} as const;

const ALIKE = [
  'Nothing is lost by a judgement: it is recorded with its reason, shown by kirmash judge list, and undone by',
  'kirmash judge revert. It counts at once, also in a Kirmash that is running.',
] as const;

export const judgeMerge: Command = {
  summary: 'judge that two entities are one',
  parameters: [
    { name: 'FROM', meaning: 'id of the entity that is shown under the other from now on; it still answers' },
    { name: 'INTO', meaning: 'id of the entity that both are' },
    REASON,
  ],
  options: [AUTHOR],
  details: ALIKE,
  run: async (context, given) => (await import('../judging.ts')).runMerge(context, given),
};

export const judgeAccept: Command = {
  summary: 'let a proposed statement count',
  parameters: [
    { name: 'STATEMENT', meaning: 'its number, as kirmash judge list and the API show it' },
    REASON,
  ],
  options: [AUTHOR],
  details: ALIKE,
  run: async (context, given) => (await import('../judging.ts')).runAccept(context, given),
};

export const judgeReject: Command = {
  summary: 'let a statement count no longer, proposed or accepted',
  parameters: [
    { name: 'STATEMENT', meaning: 'its number, as kirmash judge list and the API show it' },
    REASON,
  ],
  options: [AUTHOR],
  details: [...ALIKE, 'An import that says it again does not bring it back.'],
  run: async (context, given) => (await import('../judging.ts')).runReject(context, given),
};

export const judgeRevert: Command = {
  summary: 'undo a judgement',
  parameters: [{ name: 'JUDGEMENT', meaning: 'its number, as kirmash judge list shows it' }, REASON],
  options: [AUTHOR],
  details: [
    'Merged entities part again; what was accepted is a proposal again; what was rejected counts again.',
  ],
  run: async (context, given) => (await import('../judging.ts')).runRevert(context, given),
};

export const judgePropose: Command = {
  summary: 'propose a statement, which counts once it is accepted',
  parameters: [
    { name: 'FILE', meaning: 'one statement with its source, in YAML or JSON' },
    { name: 'NOTE', meaning: 'what it is about; it is recorded' },
  ],
  options: [
    AUTHOR,
    {
      name: 'replaces',
      value: 'STATEMENT',
      meaning: 'number of the statement that it replaces once accepted',
    },
  ],
  details: [
    'The file holds an `entity` (its id) with a `statement`, or a `relation`, each written as a record of a data set:',
    '  entity: minsk',
    '  statement: { property: alias, lang: en, value: Mensk, cite: { source: note-48, locator: page 2 } }',
  ],
  run: async (context, given) => (await import('../judging.ts')).runPropose(context, given),
};

export const judgeList: Command = {
  summary: 'list the judgements and the proposals that wait for one',
  parameters: [],
  run: async (context) => (await import('../judging.ts')).runList(context),
};

/** The schema of all commands of the market in their plain form, made from the market's own table. */
import { Type } from 'typebox';
import { COMMANDS, type CommandName } from '#market/commands.ts';
import type { Layout } from '#market/record.ts';
import { MOST_COMMANDS } from '#wire/market-answers.ts';
import { isTraderCommand } from './encoding.ts';

const WORD = Type.Integer({ minimum: -(2 ** 31), maximum: 2 ** 31 - 1 });
const WHOLE = Type.Integer({ minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });

function schemaOf(name: CommandName) {
  const { fields }: Layout = COMMANDS[name];
  const properties = Object.entries(fields).map(
    ([field, type]) => [field, Type.Optional(type === 'i32' ? WORD : WHOLE)] as const,
  );
  return Type.Object(
    { kind: Type.Literal(name), ...Object.fromEntries(properties) },
    {
      additionalProperties: false,
      title: name,
      description: isTraderCommand(name) ? 'For traders.' : 'For the operator.',
    },
  );
}

/** Any command; fields that are left out are zero. */
export const PlainCommand = Type.Union((Object.keys(COMMANDS) as CommandName[]).map(schemaOf));

export const CommandsIn = Type.Object(
  { commands: Type.Array(PlainCommand, { minItems: 1, maxItems: MOST_COMMANDS }) },
  {
    additionalProperties: false,
    description:
      'Commands with the numbers that stand in docs/reference/market-records.md; fields left out are 0. They take effect one after the other with nothing of others between them.',
  },
);

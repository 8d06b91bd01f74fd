/**
 * The messages of the market's stream: what programs send over the WebSocket. What they receive is described, with
 * examples, in docs/reference/market-stream.md.
 */
import { type Static, type TSchema, Type } from 'typebox';

/** A request's id is the client's own: answers and errors carry it. */
export const RequestId = Type.Union(
  [
    Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    Type.String({ minLength: 1, maxLength: 64 }),
  ],
  { description: 'A whole number from 0 on, or a text of 1 to 64 characters.' },
);
export type RequestId = Static<typeof RequestId>;

export const CHANNELS = ['own', 'book', 'deals', 'call', 'sessions'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Longest time that orders outlive a connection that asked for them to be withdrawn. */
export const LONGEST_GRACE_SECONDS = 3_600;

const Listing = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1, description: 'A listing.' });
const Sequence = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'The number of a command.',
});

function request<const N extends string, P extends { [name: string]: TSchema }>(
  op: N,
  description: string,
  fields: P,
) {
  return Type.Object(
    { op: Type.Literal(op), id: RequestId, ...fields },
    { additionalProperties: false, description, title: op },
  );
}

/** Every request but `submit`, whose commands are checked one by one. */
export const STREAM_REQUESTS = {
  authenticate: request('authenticate', 'Shows the access key; comes first.', {
    key: Type.Optional(
      Type.String({
        maxLength: 200,
        description: 'The secret of the access key; without it, who is logged in by cookie.',
      }),
    ),
    trader: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 2 ** 31 - 1,
        description: 'As which trader one acts, where one is several.',
      }),
    ),
    cancelOnDisconnect: Type.Optional(
      Type.Object(
        {
          graceSeconds: Type.Optional(
            Type.Integer({
              minimum: 0,
              maximum: LONGEST_GRACE_SECONDS,
              description: 'Time to come back in; none unless given.',
            }),
          ),
        },
        {
          additionalProperties: false,
          description:
            "Withdraws the trader's orders when its last connection that asked for it has ended, after the grace.",
        },
      ),
    ),
  }),
  subscribe: request('subscribe', 'Opens a channel.', {
    channel: Type.Enum(CHANNELS),
    listing: Type.Optional(Listing),
    from: Type.Optional({
      ...Sequence,
      description: 'The last number that was received; what came after it follows.',
    }),
  }),
  unsubscribe: request('unsubscribe', 'Closes a channel.', {
    channel: Type.Enum(CHANNELS),
    listing: Type.Optional(Listing),
  }),
  ping: request('ping', 'Asks for a sign of life.', {}),
} as const;

export type StreamRequest = {
  [N in keyof typeof STREAM_REQUESTS]: Static<(typeof STREAM_REQUESTS)[N]>;
}[keyof typeof STREAM_REQUESTS];

/** Gives commands: one or many, which take effect one after the other with none of others between them. */
export interface SubmitRequest {
  readonly op: 'submit';
  readonly id: RequestId;
  /** 1 to 1,000 commands of a trader (src/wire/market-commands.ts). */
  readonly commands: readonly unknown[];
  /** Text of 1 to 64 characters that makes a repetition harmless. */
  readonly idempotencyKey?: string;
}

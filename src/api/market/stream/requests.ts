/** Checks requests other than submissions against their schemas. */
import { Compile, type Validator } from 'typebox/compile';
import { STREAM_REQUESTS, type StreamRequest } from '#wire/market-stream.ts';
import type { FieldError } from '../../errors.ts';
import { badFields } from '../encoding.ts';
import { explain } from '../explain.ts';

const VALIDATORS = new Map<unknown, Validator>(
  Object.entries(STREAM_REQUESTS).map(([op, schema]) => [op, Compile(schema)]),
);
const OPERATIONS = [...VALIDATORS.keys(), 'submit'].join(', ');

/** Gives a request of the form that its `op` asks for. Errors: ApiError bad-request. */
export function readRequest(message: object): StreamRequest {
  const { op } = message as { op?: unknown };
  const validator = VALIDATORS.get(op);
  if (validator === undefined) throw badFields([{ path: 'op', reason: `must be one of ${OPERATIONS}` }]);
  if (!validator.Check(message)) {
    const errors: readonly FieldError[] = explain(
      STREAM_REQUESTS[op as StreamRequest['op']],
      validator,
      message,
      op as string,
      '',
    );
    throw badFields(errors);
  }
  return message as StreamRequest;
}

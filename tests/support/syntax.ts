/** Reads TypeScript with the parser that Vite brings, for tests about the code itself. */
import { parseSync } from 'vite';

/** A node of the syntax tree (ESTree with TypeScript's nodes). */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

/** Gives the tree of a file. Errors: what the parser says where it is not TypeScript. */
export function parse(path: string, text: string): Node {
  const { program, errors } = parseSync(path, text);
  const error = errors[0];
  if (error) throw new SyntaxError(`${path}: ${error.message}`);
  return program as unknown as Node;
}

/** Gives every node below a node, with the node above it. */
export function* nodesOf(
  node: Node,
  parent: Node | null = null,
): Generator<{ node: Node; parent: Node | null }> {
  yield { node, parent };
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* nodesOf(child, node);
    }
  }
}

/** Takes a position in a text; gives its line, from 1. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

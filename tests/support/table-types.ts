/** Reads from the source of schema.ts which tables and columns it declares, and which columns may be null. */
import { isNode, type Node, parse } from './syntax.ts';

export interface Column {
  table: string;
  name: string;
  nullable: boolean;
}

// These say something of writing; what is read is their first argument.
const WRAPPERS = new Set(['Generated', 'ColumnType', 'GeneratedAlways']);

/** Takes the source and the name of the interface that lists the tables; gives all columns. */
export function readTables(source: string, schema: string): Column[] {
  const interfaces = new Map<string, Node[]>();
  const aliases = new Map<string, Node>();
  for (const statement of parse('schema.ts', source).body as Node[]) {
    const declaration = isNode(statement.declaration) ? statement.declaration : statement;
    const name = (declaration.id as { name?: string } | undefined)?.name ?? '';
    if (declaration.type === 'TSInterfaceDeclaration') {
      interfaces.set(name, (declaration.body as unknown as { body: Node[] }).body);
    }
    if (declaration.type === 'TSTypeAliasDeclaration') aliases.set(name, declaration.typeAnnotation as Node);
  }

  const nameOf = (type: Node): string => (type.typeName as { name?: string } | undefined)?.name ?? '';
  const mayBeNull = (type: Node): boolean => {
    if (type.type === 'TSNullKeyword') return true;
    if (type.type === 'TSUnionType') return (type.types as Node[]).some(mayBeNull);
    if (type.type !== 'TSTypeReference') return false;
    const alias = aliases.get(nameOf(type));
    if (alias) return mayBeNull(alias);
    const [first] = (type.typeArguments as { params: Node[] } | undefined)?.params ?? [];
    return WRAPPERS.has(nameOf(type)) && first !== undefined && mayBeNull(first);
  };
  const properties = (name: string): { name: string; type: Node }[] =>
    (interfaces.get(name) ?? []).map((member) => ({
      name: (member.key as unknown as { name: string }).name,
      type: (member.typeAnnotation as { typeAnnotation: Node }).typeAnnotation,
    }));

  return properties(schema).flatMap((table) =>
    properties(nameOf(table.type)).map((column) => ({
      table: table.name,
      name: column.name,
      nullable: mayBeNull(column.type),
    })),
  );
}

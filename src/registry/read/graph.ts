/** Relations as a graph: the neighbourhood of one entity, or the best-connected part of the whole. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Text } from '#base/language.ts';
import { declaredOnly, split } from './choices.ts';
import { CITATION_COLUMNS, type CitationRow } from './citation.ts';
import { currentId } from './entities.ts';
import type { Reader } from './reader.ts';

export interface GraphQuestion {
  readonly relation?: string | undefined;
  readonly group?: string | undefined;
  readonly around?: string | undefined;
  readonly depth: number;
  readonly kinds?: string | undefined;
  readonly limit: number;
}

export interface NodeRow {
  readonly id: string;
  readonly kind: string;
  readonly type: string | null;
  readonly name: Text;
  readonly places: readonly string[];
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface EdgeRow extends CitationRow {
  readonly id: number;
  readonly entity: string;
  readonly target: string;
  readonly property: string;
  readonly valid: string | null;
}

export interface GraphRows {
  readonly nodes: readonly NodeRow[];
  readonly edges: readonly EdgeRow[];
  readonly truncated: boolean;
}

const MOST_EDGES = 10_000;

/** Which relations count, as a condition on `s`. Errors: ReadError for what is not declared. */
function relationCondition({ terms }: Reader, { relation, group }: GraphQuestion): RawBuilder<SqlBool> {
  const wanted = split(relation);
  const declared = terms.relations.map(({ id }) => id);
  declaredOnly(wanted, (id) => terms.relation(id) !== undefined, 'unknown-relation', 'relation', declared);
  const groups = split(group);
  const known = [...new Set(terms.relations.map((each) => each.group))];
  declaredOnly(groups, (id) => known.some((each) => each === id), 'unknown-relation', 'group', known);
  const ids = terms.relations
    .filter((each) => (!wanted || wanted.includes(each.id)) && (!groups || groups.includes(each.group)))
    .map(({ id }) => id);
  return sql`s.target is not null and s.retired is null and s.status = 'accepted' and s.rank <> 'deprecated'
    and s.property = any(${ids}::text[])`;
}

function kindCondition({ terms }: Reader, kinds: string | undefined): RawBuilder<SqlBool> {
  const wanted = split(kinds);
  declaredOnly(
    wanted,
    (id) => terms.kind(id) !== undefined,
    'unknown-kind',
    'kinds',
    terms.kinds.map(({ id }) => id),
  );
  return sql`view.kind = any(${wanted ?? terms.named}::text[])`;
}

/** Ids within `depth` relations of one entity, the nearest first. */
async function around(
  reader: Reader,
  start: string,
  { depth, limit }: GraphQuestion,
  relations: RawBuilder<SqlBool>,
  kinds: RawBuilder<SqlBool>,
): Promise<string[]> {
  const found = new Set([start]);
  let frontier = [start];
  for (let step = 0; step < depth && frontier.length > 0 && found.size <= limit; step++) {
    const { rows } = await sql<{ id: string }>`
      select view.id from (
        select s.target as id from statement as s where s.entity = any(${frontier}::text[]) and ${relations}
        union
        select s.entity from statement as s where s.target = any(${frontier}::text[]) and ${relations}
      ) as next join entity_view as view on view.id = next.id
      where ${kinds} and not view.id = any(${[...found]}::text[])
      order by view.relations desc, view.id limit ${limit + 1 - found.size}`.execute(reader.db);
    frontier = rows.map(({ id }) => id);
    for (const id of frontier) found.add(id);
  }
  return [...found];
}

async function best(
  { db }: Reader,
  limit: number,
  relations: RawBuilder<SqlBool>,
  kinds: RawBuilder<SqlBool>,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with edge as (
      select s.entity as a, s.target as b from statement as s
      where ${relations}
    ), wanted as (
      select view.id, count(*) as degree from (
        select edge.a as id from edge union all select edge.b from edge
      ) as end_ join entity_view as view on view.id = end_.id where ${kinds} group by view.id
    ) select id from wanted order by degree desc, id limit ${limit + 1}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Gives nodes and the edges between them. Errors: ReadError for unknown relations, kinds, entities. */
export async function readGraph(reader: Reader, question: GraphQuestion): Promise<GraphRows> {
  const relations = relationCondition(reader, question);
  const kinds = kindCondition(reader, question.kinds);
  const ids =
    question.around === undefined
      ? await best(reader, question.limit, relations, kinds)
      : await around(
          reader,
          await currentId(reader.db, question.around, 'around'),
          question,
          relations,
          kinds,
        );
  const kept = ids.slice(0, question.limit);
  const [nodes, edges] = await Promise.all([
    sql<NodeRow>`select id, kind, type, name, places, latitude, longitude from entity_view
      where id = any(${kept}::text[]) order by array_position(${kept}::text[], id)`.execute(reader.db),
    sql<EdgeRow>`
      select s.id, s.entity, s.target, s.property, s.valid::text as valid, ${CITATION_COLUMNS}
      from statement as s join citation as cite on cite.id = s.citation
      where s.entity = any(${kept}::text[]) and s.target = any(${kept}::text[]) and ${relations}
      order by s.id limit ${MOST_EDGES + 1}`.execute(reader.db),
  ]);
  return {
    nodes: nodes.rows,
    edges: edges.rows.slice(0, MOST_EDGES),
    truncated: ids.length > question.limit || edges.rows.length > MOST_EDGES,
  };
}

/**
 * Which entities were judged to be one. Merge judgements that nobody reverted form chains (a is b, b is c);
 * `entity.merged_into` holds the end of the chain, so that readers need no recursion.
 */
import type pg from 'pg';

/** Works `merged_into` out from the live judgements; gives the entities whose root changed, old and new roots too. */
export async function updateRoots(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ id: string; before: string | null; after: string | null }>(
    `with recursive chain (id, root) as (
       select subject, object from judgement where kind = 'merge' and reverted_by is null
       union
       select chain.id, j.object from chain join judgement j on j.subject = chain.root
         where j.kind = 'merge' and j.reverted_by is null),
     ends as (
       select id, root from chain where not exists (
         select from judgement j where j.subject = chain.root and j.kind = 'merge' and j.reverted_by is null)),
     before as (select e.id, e.merged_into as before, ends.root as after
       from entity e left join ends on ends.id = e.id where e.merged_into is distinct from ends.root)
     update entity e set merged_into = before.after from before where before.id = e.id
     returning e.id, before.before, before.after`,
  );
  return [
    ...new Set(rows.flatMap(({ id, before, after }) => [id, before, after]).filter((id) => id !== null)),
  ];
}

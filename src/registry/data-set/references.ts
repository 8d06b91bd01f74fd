/**
 * What records say of each other: ids that must exist, kinds that a relation joins, ids given twice.
 *
 * A reference is settled at once where the entity has already been read; what is left is settled at the end,
 * when all of the set is known, and for the rest against the registry. One place is kept for each thing missing,
 * so memory grows with the number of ids, not of statements.
 */

import type { RecordFolder } from '#wire/data-set.ts';
import type { VocabularyIndex } from '../vocabulary.ts';
import type { Here, Spot } from './check.ts';
import type { Findings, Path } from './problem.ts';

type Role = 'entity' | 'source' | 'figure' | 'from' | 'to';

interface Waiting extends Spot {
  readonly role: Role;
  readonly id: string;
  readonly relation: string;
  readonly path: Path;
}

/** What the registry already has. */
export interface Known {
  /** Gives the kind of every one of these entities that is live. */
  kinds(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Gives those of these figures that are live. */
  figures(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

export class References {
  /** Entities of the set and their kinds. */
  readonly kinds = new Map<string, string>();
  readonly #figures = new Set<string>();
  readonly #remarks = new Set<string>();
  /** By role and relation, then by id. */
  readonly #waiting = new Map<string, Map<string, Waiting>>();
  readonly #index: VocabularyIndex;

  constructor(index: VocabularyIndex) {
    this.#index = index;
  }

  /** Gives false where the id was there before. */
  declareEntity(id: string, kind: string): boolean {
    const first = !this.kinds.has(id);
    if (first) this.kinds.set(id, kind);
    return first;
  }

  declareFigure(id: string): boolean {
    const first = !this.#figures.has(id);
    this.#figures.add(id);
    return first;
  }

  declareRemark(id: string): boolean {
    const first = !this.#remarks.has(id);
    this.#remarks.add(id);
    return first;
  }

  get figures(): ReadonlySet<string> {
    return this.#figures;
  }

  get remarks(): ReadonlySet<string> {
    return this.#remarks;
  }

  entity(here: Here, id: string, path: Path): void {
    if (!this.kinds.has(id)) this.#wait('entity', '', id, here, path);
  }

  source(here: Here, id: string, path: Path): void {
    if (this.kinds.get(id) !== 'source') this.#wait('source', '', id, here, path);
  }

  figure(here: Here, id: string, path: Path): void {
    if (!this.#figures.has(id)) this.#wait('figure', '', id, here, path);
  }

  end(here: Here, id: string, path: Path, relation: string, role: 'from' | 'to'): void {
    const kind = this.kinds.get(id);
    if (kind === undefined || !this.#joins(relation, role, kind)) this.#wait(role, relation, id, here, path);
  }

  #joins(relation: string, role: 'from' | 'to', kind: string): boolean {
    return this.#index.relations.get(relation)?.[role].includes(kind) ?? false;
  }

  #wait(role: Role, relation: string, id: string, here: Here, path: Path): void {
    const key = relation === '' ? role : `${role} ${relation}`;
    let group = this.#waiting.get(key);
    if (!group) {
      group = new Map();
      this.#waiting.set(key, group);
    }
    if (group.has(id)) return;
    const { file, record } = here;
    group.set(id, { role, relation, id, file, record, path: here.path(path) });
  }

  /**
   * Settles what is left, once the whole set is read. Where a file of entities could not be read, nobody can tell
   * which of them are missing: that file is the error, and the references to what stands in it are none.
   */
  async settle(known: Known, findings: Findings): Promise<void> {
    const open = [...this.#waiting.values()].flatMap((group) => [...group.values()]);
    const entities = open.filter(({ role, id }) => role !== 'figure' && !this.kinds.has(id));
    const figures = open.filter(({ role, id }) => role === 'figure' && !this.#figures.has(id));
    const unread = (folder: RecordFolder): boolean =>
      findings.list.some(({ file, record }) => record === null && file.startsWith(`${folder}/`));
    const [entitiesUnread, figuresUnread] = [unread('entities'), unread('figures')];
    const kinds = await known.kinds([...new Set(entities.map(({ id }) => id))]);
    const there = await known.figures(figures.map(({ id }) => id));
    for (const { role, id, relation, file, record, path } of open) {
      const add = (
        code: 'unknown-figure' | 'unknown-entity' | 'unknown-source' | 'not-a-source' | 'wrong-kind',
        reason: string,
      ): void => findings.add({ file, record, path, code, reason });
      if (role === 'figure') {
        if (!figuresUnread && !this.#figures.has(id) && !there.has(id)) {
          add('unknown-figure', `there is no figure '${id}'`);
        }
        continue;
      }
      const kind = this.kinds.get(id) ?? kinds.get(id);
      if (kind === undefined) {
        if (entitiesUnread) continue;
        if (role === 'source') add('unknown-source', `there is no source '${id}'`);
        else add('unknown-entity', `there is no entity '${id}'`);
      } else if (role === 'source') {
        if (kind !== 'source') add('not-a-source', `'${id}' is of the kind '${kind}', not a source`);
      } else if (role !== 'entity' && !this.#joins(relation, role, kind)) {
        const allowed = this.#index.relations.get(relation)?.[role].join(', ');
        add('wrong-kind', `'${relation}' goes ${role} ${allowed}; '${id}' is of the kind '${kind}'`);
      }
    }
  }
}

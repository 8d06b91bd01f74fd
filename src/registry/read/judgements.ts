/** Judgements that were made, and proposals that wait for one. */
import { sql } from 'kysely';
import type { Database } from '#storage/database.ts';

export interface JudgementRow {
  readonly id: number;
  readonly kind: 'merge' | 'accept' | 'reject' | 'revert';
  /** An entity's id, or 'statement:12'. */
  readonly subject: string;
  /** The entity merged into, or the number of the judgement that was reverted. */
  readonly object: string | null;
  readonly reason: string;
  readonly author: string;
  readonly recorded: Date;
  /** The judgement that reverted it. */
  readonly revertedBy: number | null;
}

/** Gives the judgements, the newest first. */
export async function listJudgements(db: Database, limit: number): Promise<readonly JudgementRow[]> {
  const { rows } = await sql<JudgementRow>`
    select judgement.id, judgement.kind, judgement.subject, judgement.object, judgement.reason, recording.author,
      recording.recorded, judgement.reverted_by as "revertedBy"
    from judgement join recording on recording.id = judgement.recording
    order by judgement.id desc limit ${limit}`.execute(db);
  return rows;
}

export interface ProposalRow {
  /** Number of the statement. */
  readonly id: number;
  readonly entity: string;
  readonly property: string;
  /** The other end of a relation. */
  readonly target: string | null;
  /** As JSON. */
  readonly value: unknown;
  readonly author: string;
  readonly recorded: Date;
  /** The statement that it would replace. */
  readonly supersedes: number | null;
}

/** Gives the proposals that nobody has judged, the oldest first. */
export async function listProposals(db: Database, limit: number): Promise<readonly ProposalRow[]> {
  const { rows } = await sql<ProposalRow>`
    select s.id, s.entity, s.property, s.target, s.value, recording.author, recording.recorded, s.supersedes
    from statement as s join recording on recording.id = s.recording
    where s.status = 'proposed' and s.retired is null
    order by s.id limit ${limit}`.execute(db);
  return rows;
}

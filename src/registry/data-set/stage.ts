/** The staging tables of an import: what the set says, before it is compared with what the registry has. */
import type { Sink } from './check.ts';
import type { CopyWriter } from './copy.ts';
import type { NormalCite } from './normal.ts';

export const STAGE_TABLES = `
  create temp table staged_citation (
    n int not null, source text not null, locator text not null, near text, doubt jsonb) on commit drop;
  create temp table staged_entity (id text not null, kind text not null) on commit drop;
  create temp table staged_statement (
    entity text not null, property text not null, relation boolean not null, value jsonb, value_state text not null,
    lang text, target text, qualifiers jsonb, valid daterange, valid_inferred boolean not null, rank text not null,
    cite int not null, fingerprint bytea not null) on commit drop;
  create temp table staged_figure (
    id text not null, measure text not null, area text not null, partner text, product text, period daterange,
    basis text not null, of_what jsonb, form text not null, base daterange, base_inferred boolean not null,
    value numeric, value_state text not null, unit text not null, step numeric, fraction text, low numeric, high numeric,
    low_open boolean not null, high_open boolean not null, wording text not null, kind text not null,
    rank text not null, reason jsonb, note jsonb, period_inferred boolean not null, derived boolean not null,
    cite int not null, fingerprint bytea not null) on commit drop;
  create temp table staged_remark (
    id text not null, severity text not null, text jsonb not null, entities text[] not null,
    figures text[] not null, cite int not null, fingerprint bytea not null) on commit drop;`;

const REMEMBERED_CITATIONS = 200_000;

/** How many records of each sort went in. */
export interface Staged {
  entities: number;
  statements: number;
  figures: number;
  remarks: number;
}

function array(items: readonly string[]): string {
  return `{${items.map((item) => `"${item}"`).join(',')}}`;
}

/** PostgreSQL's text form of bytes given in hexadecimal. */
function bytes(hexadecimal: string): string {
  return `\\x${hexadecimal}`;
}

/** Takes checked records and writes them to the staging tables. */
export function stagingSink(copy: CopyWriter): { sink: Sink; staged: Staged } {
  const staged: Staged = { entities: 0, statements: 0, figures: 0, remarks: 0 };
  // Citations repeat; one that has been forgotten is staged again under another number, which does no harm.
  // By source, then by the rest: most have nothing but a locator, and no text needs to be put together for those.
  const citations = new Map<string, Map<string, number>>();
  let remembered = 0;
  let lastCitation = 0;

  const cite = ({ source, locator, near, doubt }: NormalCite): number => {
    const rest = near === null && doubt === null ? locator : `${near ?? ''}\0${locator}\0${doubt ?? ''}`;
    let known = citations.get(source);
    const found = known?.get(rest);
    if (found !== undefined) return found;
    if (remembered >= REMEMBERED_CITATIONS) {
      citations.clear();
      known = undefined;
      remembered = 0;
    }
    if (!known) {
      known = new Map();
      citations.set(source, known);
    }
    known.set(rest, ++lastCitation);
    remembered++;
    copy.row('staged_citation', [lastCitation, source, locator, near, doubt]);
    return lastCitation;
  };

  const sink: Sink = {
    entity(e) {
      staged.entities++;
      copy.row('staged_entity', [e.id, e.kind]);
    },
    statement(s) {
      staged.statements++;
      const what = [s.entity, s.property, s.relation, s.value, s.state, s.lang, s.target] as const;
      const how = [s.qualifiers, s.valid, s.validInferred, s.rank] as const;
      copy.row('staged_statement', [...what, ...how, cite(s.cite), bytes(s.fingerprint)]);
    },
    figure(f) {
      staged.figures++;
      const cell = [f.id, f.measure, f.area, f.partner, f.product, f.period, f.basis, f.ofWhat] as const;
      const said = [f.form, f.base, f.baseInferred, f.value, f.state, f.unit, f.step, f.fraction] as const;
      const interval = [f.low, f.high, f.lowOpen, f.highOpen] as const;
      const about = [f.wording, f.kind, f.rank, f.reason, f.note, f.periodInferred, f.derived] as const;
      const print = bytes(f.fingerprint);
      copy.row('staged_figure', [...cell, ...said, ...interval, ...about, cite(f.cite), print]);
    },
    remark(r) {
      staged.remarks++;
      const about = [array(r.entities), array(r.figures)] as const;
      copy.row('staged_remark', [r.id, r.severity, r.text, ...about, cite(r.cite), bytes(r.fingerprint)]);
    },
  };
  return { sink, staged };
}

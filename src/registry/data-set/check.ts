/**
 * Checks single records against their schema and the vocabulary and gives them in the registry's form. What
 * concerns several records (ids that must exist, ids given twice) is gathered in `references.ts`.
 */
import { Compile } from 'typebox/compile';
import { toText } from '#base/decimal.ts';
import { type Period, parsePeriod, toDateRange } from '#base/period.ts';
import { type Form, fractionValue } from '#observatory/interval.ts';
import {
  type Cite,
  EntityRecord,
  FigureRecord,
  RECORDS,
  type RecordFolder,
  RelationRecord,
  RemarkRecord,
  type StatementRecord,
} from '#wire/data-set.ts';
import type { Property } from '../declaration.ts';
import { intervalColumns, parseFraction } from '../figure-interval.ts';
import type { VocabularyIndex } from '../vocabulary.ts';
import { figureFingerprint, remarkFingerprint, statementFingerprint } from './fingerprint.ts';
import {
  canonicalJson,
  type NormalCite,
  type NormalEntity,
  type NormalFigure,
  type NormalRemark,
  type NormalStatement,
} from './normal.ts';
import type { Finding, Findings, Path, ProblemCode } from './problem.ts';
import type { References } from './references.ts';
import { schemaFindings } from './schema-findings.ts';
import { valueFault } from './value.ts';

const SCHEMAS = {
  entities: Compile(EntityRecord),
  relations: Compile(RelationRecord),
  figures: Compile(FigureRecord),
  remarks: Compile(RemarkRecord),
};

/** Where the records being checked stand. */
export interface Spot {
  readonly file: string;
  readonly record: number;
}

/** What the checked records of one file's line are given to. */
export interface Sink {
  entity(entity: NormalEntity): void;
  statement(statement: NormalStatement): void;
  figure(figure: NormalFigure): void;
  remark(remark: NormalRemark): void;
}

const REMEMBERED_PERIODS = 50_000;
/** Reports characters that PostgreSQL's text and jsonb cannot hold; gives whether there are none. */
export function clean(findings: Findings, spot: Spot, value: unknown, path: Path): boolean {
  if (typeof value === 'string') {
    if (value.isWellFormed() && !value.includes('\0')) return true;
    const reason = 'the text has a NUL character or half a surrogate pair';
    findings.add({ ...spot, path, code: 'bad-text', reason });
    return false;
  }
  if (typeof value !== 'object' || value === null) return true;
  let good = true;
  for (const key in value) {
    const inner = (value as Record<string, unknown>)[key];
    if (typeof inner === 'number') continue;
    if (!clean(findings, spot, inner, [...path, Array.isArray(value) ? Number(key) : key])) good = false;
  }
  return good;
}

/** PostgreSQL knows no year 0, and the day after the last of 9999 has five digits. */
function inCalendar({ start, end }: Period): boolean {
  return (start === null || start >= '0001') && (end === null || (end >= '0001' && /^\d{4}-/.test(end)));
}

export class Checker {
  readonly #index: VocabularyIndex;
  readonly #findings: Findings;
  readonly #references: References;
  readonly #sink: Sink;
  // Periods repeat, and reading one costs more than all the rest of a statement.
  readonly #periods = new Map<string | number, string | { readonly error: string }>();

  constructor(index: VocabularyIndex, findings: Findings, references: References, sink: Sink) {
    this.#index = index;
    this.#findings = findings;
    this.#references = references;
    this.#sink = sink;
  }

  /** Checks one record of a folder and gives its parts to the sink; what is wrong goes to the findings. */
  record(folder: RecordFolder, value: unknown, spot: Spot): void {
    if (folder === 'entities' && SCHEMAS.entities.Check(value)) this.#entity(value as EntityRecord, spot);
    else if (folder === 'relations' && SCHEMAS.relations.Check(value)) {
      this.#relation(value as RelationRecord, spot);
    } else if (folder === 'figures' && SCHEMAS.figures.Check(value))
      this.#figure(value as FigureRecord, spot);
    else if (folder === 'remarks' && SCHEMAS.remarks.Check(value)) this.#remark(value as RemarkRecord, spot);
    else this.#refuse(folder, value, spot);
  }

  #refuse(folder: RecordFolder, value: unknown, spot: Spot): void {
    for (const found of schemaFindings(RECORDS[folder], SCHEMAS[folder].Errors(value), value)) {
      this.#findings.add({ ...found, ...spot });
    }
  }

  #add(spot: Spot, path: Path, code: ProblemCode, reason: string, key = false): void {
    const finding: Finding = { ...spot, path, code, reason, key };
    this.#findings.add(finding);
  }

  #period(spot: Spot, written: string | number | undefined, path: Path): string | null {
    if (written === undefined) return null;
    let known = this.#periods.get(written);
    if (known === undefined) {
      const read = parsePeriod(String(written));
      known = read.ok
        ? inCalendar(read.value)
          ? toDateRange(read.value)
          : { error: 'years go from 0001 to 9998' }
        : { error: read.error };
      if (this.#periods.size >= REMEMBERED_PERIODS) this.#periods.clear();
      this.#periods.set(written, known);
    }
    if (typeof known === 'string') return known;
    const code = known.error.includes('ends before') ? 'period-ends-before' : 'bad-period';
    this.#add(spot, path, code, known.error);
    return null;
  }

  #cite(spot: Spot, cite: Cite, path: Path): NormalCite {
    this.#references.source(spot, cite.source, path, 'source');
    if (cite.near !== undefined) this.#references.source(spot, cite.near, path, 'near');
    if (cite.locator !== undefined || cite.doubt !== undefined) clean(this.#findings, spot, cite, path);
    return {
      source: cite.source,
      locator: cite.locator ?? '',
      near: cite.near ?? null,
      doubt: cite.doubt ? canonicalJson(cite.doubt) : null,
    };
  }

  #entity(record: EntityRecord, spot: Spot): void {
    const kind = this.#index.kinds.get(record.kind);
    if (!kind) {
      this.#add(spot, ['kind'], 'unknown-kind', `there is no kind '${record.kind}'`);
    }
    if (!this.#references.declareEntity(record.id, record.kind)) {
      this.#add(spot, ['id'], 'duplicate-id', `the entity '${record.id}' is given twice`);
    }
    this.#sink.entity({ id: record.id, kind: record.kind });
    if (!kind || !record.statements) return;
    // Two equal statements of one entity can only stand in its one record.
    const prints = new Set<string>();
    const properties = this.#index.properties.get(kind.id);
    for (let i = 0; i < record.statements.length; i++) {
      const statement = record.statements[i] as StatementRecord;
      const property = properties?.get(statement.property);
      const path = ['statements', i];
      if (!property) {
        const reason = `the kind '${kind.id}' has no property '${statement.property}'`;
        this.#add(spot, [...path, 'property'], 'unknown-property', reason);
        continue;
      }
      const types = property.id === 'type' && !property.choices ? kind.types : property.choices;
      const normal = {
        entity: record.id,
        property: property.id,
        value: this.#value(spot, statement, property, types, path),
        lang: statement.lang ?? null,
        target: null,
        relation: false,
        ...this.#said(spot, statement, path),
      };
      const fingerprint = statementFingerprint(normal);
      if (prints.has(fingerprint)) {
        this.#add(spot, path, 'duplicate-statement', 'the same statement stands above');
      }
      prints.add(fingerprint);
      this.#sink.statement({ ...normal, fingerprint });
    }
  }

  #said(spot: Spot, record: StatementRecord | RelationRecord, path: Path) {
    const { qualifiers } = record;
    if (qualifiers) clean(this.#findings, spot, qualifiers, [...path, 'qualifiers']);
    return {
      state: record.state ?? 'known',
      qualifiers: qualifiers && Object.keys(qualifiers).length > 0 ? canonicalJson(qualifiers) : null,
      valid: record.valid === undefined ? null : this.#period(spot, record.valid, [...path, 'valid']),
      validInferred: record.validInferred ?? false,
      rank: record.rank ?? 'normal',
      cite: this.#cite(spot, record.cite, [...path, 'cite']),
    } as const;
  }

  /** Gives the value as JSON, null where there is none or it is refused. */
  #value(
    spot: Spot,
    record: StatementRecord,
    property: Property,
    choices: { readonly [code: string]: unknown } | undefined,
    path: Path,
  ): string | null {
    const { value } = record;
    if ((value === undefined) === (record.state === undefined)) {
      this.#add(spot, path, 'value-and-state', 'a statement has either a value or a state');
      return null;
    }
    // Any other text without a language stands for all: an author, a spelling as printed.
    if (property.id === 'name' && value !== undefined && record.lang === undefined) {
      this.#add(spot, path, 'missing-language', 'a name needs its language (lang)');
      return null;
    }
    if (property.type !== 'text' && record.lang !== undefined) {
      this.#add(spot, [...path, 'lang'], 'unexpected-language', `'${property.id}' is not a text`);
      return null;
    }
    if (value === undefined) return null;
    const at = [...path, 'value'];
    // A property's text is in one language, a qualifier's in four or in none.
    const fault =
      property.type === 'text' && typeof value !== 'string'
        ? ({ code: 'bad-value', reason: 'is a text' } as const)
        : valueFault(property.type, value, choices);
    if (fault) {
      this.#add(spot, at, fault.code, `'${property.id}' ${fault.reason}`);
      return null;
    }
    if (property.type === 'date') {
      return this.#period(spot, value as string | number, at) === null ? null : JSON.stringify(String(value));
    }
    if (property.type === 'entity') this.#references.entity(spot, value as string, at);
    return clean(this.#findings, spot, value, at) ? JSON.stringify(value) : null;
  }

  #relation(record: RelationRecord, spot: Spot): void {
    const type = this.#index.relations.get(record.relation);
    if (!type) {
      this.#add(spot, ['relation'], 'unknown-relation', `there is no relation '${record.relation}'`);
      return;
    }
    if ((record.to === undefined) === (record.state === undefined)) {
      this.#add(spot, [], 'value-and-state', "a relation has either 'to' or a state");
    }
    if (record.to === record.from) {
      this.#add(spot, ['to'], 'relation-to-itself', `'${record.from}' with itself`);
    }
    this.#references.end(spot, record.from, ['from'], type.id, 'from');
    if (record.to !== undefined) this.#references.end(spot, record.to, ['to'], type.id, 'to');
    for (const key in record.qualifiers) {
      if (key === 'note') continue;
      const qualifier = type.qualifiers?.find(({ id }) => id === key);
      if (!qualifier) {
        const reason = `the relation '${type.id}' has no qualifier '${key}'`;
        this.#add(spot, ['qualifiers', key], 'unknown-qualifier', reason, true);
      } else {
        this.#qualifier(spot, qualifier, record.qualifiers[key]);
      }
    }
    const normal = {
      entity: record.from,
      property: type.id,
      value: null,
      lang: null,
      target: record.to ?? null,
      relation: true,
      ...this.#said(spot, record, []),
    };
    this.#sink.statement({ ...normal, fingerprint: statementFingerprint(normal) });
  }

  /** Checks what is said of a relation by the type that the qualifier declares. */
  #qualifier(spot: Spot, { id, type, many, choices }: Property, given: unknown): void {
    const values = many && Array.isArray(given) && type !== 'point' ? given : [given];
    for (const value of values) {
      const path = ['qualifiers', id];
      const fault = valueFault(type, value, choices);
      if (fault) this.#add(spot, path, fault.code, `'${id}' ${fault.reason}`);
      else if (type === 'entity') this.#references.entity(spot, value as string, path);
      else if (type === 'date') this.#period(spot, value as string | number, path);
    }
  }

  #figure(record: FigureRecord, spot: Spot): void {
    if (!this.#references.declareFigure(record.id)) {
      this.#add(spot, ['id'], 'duplicate-id', `the figure '${record.id}' is given twice`);
    }
    const given = [record.value, record.fraction, record.state].filter((field) => field !== undefined);
    if (given.length !== 1) {
      this.#add(spot, [], 'value-and-state', 'a figure has one of value, fraction and state');
    }
    if (record.fraction !== undefined && !['percent', 'share', 'ratio'].includes(record.form)) {
      this.#add(spot, ['fraction'], 'bad-form', `a ${record.form} is no fraction: give its value`);
    }
    const unit = this.#unit(record, spot);
    this.#references.entity(spot, record.area, ['area']);
    if (record.partner !== undefined) this.#references.entity(spot, record.partner, ['partner']);
    if (record.product !== undefined) this.#references.entity(spot, record.product, ['product']);
    this.#ofWhat(record, spot);
    if (record.form === 'rank' && record.value !== undefined && !/^[1-9]\d*$/.test(record.value)) {
      this.#add(spot, ['value'], 'out-of-range', 'a rank is a whole number from 1');
    }
    if (record.step !== undefined && !/[1-9]/.test(record.step.replace(/^-.*/, ''))) {
      this.#add(spot, ['step'], 'out-of-range', 'a rounding step is above zero');
      return;
    }
    if (record.reason) clean(this.#findings, spot, record.reason, ['reason']);
    if (record.note) clean(this.#findings, spot, record.note, ['note']);
    const fraction = record.fraction ?? null;
    const value =
      fraction === null
        ? (record.value ?? null)
        : toText(fractionValue(parseFraction(fraction), record.form as Form));
    const wording = record.wording ?? 'exact';
    const step = record.step ?? null;
    const normal = {
      id: record.id,
      measure: record.measure,
      area: record.area,
      partner: record.partner ?? null,
      product: record.product ?? null,
      period: this.#period(spot, record.period, ['period']),
      basis: record.basis ?? '',
      ofWhat: record.ofWhat && Object.keys(record.ofWhat).length > 0 ? canonicalJson(record.ofWhat) : null,
      form: record.form,
      base: this.#period(spot, record.base, ['base']),
      baseInferred: record.baseInferred ?? false,
      value,
      state: record.state ?? 'known',
      unit: record.unit,
      step,
      fraction,
      ...intervalColumns(value === null ? null : { value, wording, form: record.form, step, fraction }, unit),
      wording,
      kind: record.kind ?? 'actual',
      rank: record.rank ?? 'normal',
      reason: record.reason ? canonicalJson(record.reason) : null,
      note: record.note ? canonicalJson(record.note) : null,
      periodInferred: record.periodInferred ?? false,
      derived: record.derived ?? false,
      cite: this.#cite(spot, record.cite, ['cite']),
    } as const;
    this.#sink.figure({ ...normal, fingerprint: figureFingerprint(normal) });
  }

  #unit(record: FigureRecord, spot: Spot) {
    const measure = this.#index.measures.get(record.measure);
    const unit = this.#index.units.get(record.unit);
    if (!measure) {
      this.#add(spot, ['measure'], 'unknown-measure', `there is no measure '${record.measure}'`);
      return unit;
    }
    const allowed =
      record.form === 'percent' || record.form === 'share'
        ? ['percent']
        : record.form === 'ratio'
          ? ['times']
          : record.form === 'rank'
            ? ['rank']
            : measure.units;
    if (!unit || !allowed.includes(record.unit)) {
      const reason = `'${measure.id}' as ${record.form} is given in ${allowed.join(', ')}, not '${record.unit}'`;
      this.#add(spot, ['unit'], 'unit-not-allowed', reason);
    }
    return unit;
  }

  #ofWhat(record: FigureRecord, spot: Spot): void {
    const { ofWhat } = record;
    if (!ofWhat) return;
    if (ofWhat.measure !== undefined && !this.#index.measures.has(ofWhat.measure)) {
      const reason = `there is no measure '${ofWhat.measure}'`;
      this.#add(spot, ['ofWhat', 'measure'], 'unknown-measure', reason);
    }
    for (const field of ['area', 'partner', 'product'] as const) {
      const id = ofWhat[field];
      if (id !== undefined) this.#references.entity(spot, id, ['ofWhat', field]);
    }
    if (typeof ofWhat.among === 'string') this.#references.entity(spot, ofWhat.among, ['ofWhat', 'among']);
    else if (ofWhat.among) clean(this.#findings, spot, ofWhat.among, ['ofWhat', 'among']);
  }

  #remark(record: RemarkRecord, spot: Spot): void {
    if (!this.#references.declareRemark(record.id)) {
      this.#add(spot, ['id'], 'duplicate-id', `the remark '${record.id}' is given twice`);
    }
    const entities = record.entities ?? [];
    const figures = record.figures ?? [];
    for (const [i, id] of entities.entries()) this.#references.entity(spot, id, ['entities', i]);
    for (const [i, id] of figures.entries()) this.#references.figure(spot, id, ['figures', i]);
    clean(this.#findings, spot, record.text, ['text']);
    const normal = {
      id: record.id,
      severity: record.severity,
      text: canonicalJson(record.text),
      entities: entities.toSorted(),
      figures: figures.toSorted(),
      cite: this.#cite(spot, record.cite, ['cite']),
    };
    this.#sink.remark({ ...normal, fingerprint: remarkFingerprint(normal) });
  }
}

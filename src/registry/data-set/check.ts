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
import type { Kind, Property } from '../declaration.ts';
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
import type { Findings, Path, ProblemCode } from './problem.ts';
import type { References } from './references.ts';
import { schemaFindings } from './schema-findings.ts';
import { valueFault } from './value.ts';

const SCHEMAS = {
  entities: Compile(EntityRecord),
  relations: Compile(RelationRecord),
  figures: Compile(FigureRecord),
  remarks: Compile(RemarkRecord),
};

/** Where the record being checked stands. */
export interface Spot {
  readonly file: string;
  readonly record: number;
}

/**
 * The same, and which of its statements. One object for all records: paths are put together only where something is
 * wrong, since most of the time nothing is.
 */
export class Here implements Spot {
  file = '';
  record = 0;
  /** Position of the statement among those of its entity; -1: the record itself. */
  statement = -1;

  /** Gives the whole path of a field of what is being checked. */
  path(own: Path): Path {
    return this.statement < 0 ? own : ['statements', this.statement, ...own];
  }
}

/** What the checked records of one file's line are given to. */
export interface Sink {
  entity(entity: NormalEntity): void;
  statement(statement: NormalStatement): void;
  figure(figure: NormalFigure): void;
  remark(remark: NormalRemark): void;
}

const REMEMBERED_PERIODS = 50_000;

// Paths of fields, made once.
const CITED = ['cite', 'source'] as const;
const NEAR = ['cite', 'near'] as const;
const LOCATOR = ['cite', 'locator'] as const;
const DOUBT = ['cite', 'doubt'] as const;
const QUALIFIERS = ['qualifiers'] as const;
const VALID = ['valid'] as const;
const VALUE = ['value'] as const;
const FROM = ['from'] as const;
const TO = ['to'] as const;

/** Whether PostgreSQL's text and jsonb can hold a text. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** Reports characters that PostgreSQL cannot hold, wherever they are in a value; gives whether there are none. */
export function clean(findings: Findings, spot: Spot, value: unknown, path: Path): boolean {
  if (typeof value === 'string') {
    if (isStorable(value)) return true;
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

type Choices = { readonly [code: string]: unknown };
type Draft = { -readonly [F in keyof NormalStatement]: NormalStatement[F] };

/** A kind may list its types apart from the property that holds them. */
function choicesOf(property: Property, kind: Kind): Choices | undefined {
  return property.choices ?? (property.id === 'type' ? kind.types : undefined);
}

export class Checker {
  readonly #index: VocabularyIndex;
  readonly #findings: Findings;
  readonly #references: References;
  readonly #sink: Sink;
  readonly #here = new Here();
  // Periods repeat, and reading one costs more than all the rest of a statement.
  readonly #periods = new Map<string | number, string | { readonly error: string }>();

  constructor(index: VocabularyIndex, findings: Findings, references: References, sink: Sink) {
    this.#index = index;
    this.#findings = findings;
    this.#references = references;
    this.#sink = sink;
  }

  /** Checks one record of a folder and gives its parts to the sink; what is wrong goes to the findings. */
  record(folder: RecordFolder, value: unknown, file: string, record: number): void {
    this.#here.file = file;
    this.#here.record = record;
    this.#here.statement = -1;
    if (folder === 'entities' && SCHEMAS.entities.Check(value)) this.#entity(value as EntityRecord);
    else if (folder === 'relations' && SCHEMAS.relations.Check(value))
      this.#relation(value as RelationRecord);
    else if (folder === 'figures' && SCHEMAS.figures.Check(value)) this.#figure(value as FigureRecord);
    else if (folder === 'remarks' && SCHEMAS.remarks.Check(value)) this.#remark(value as RemarkRecord);
    else {
      for (const found of schemaFindings(RECORDS[folder], SCHEMAS[folder].Errors(value), value)) {
        this.#findings.add({ ...found, file, record });
      }
    }
  }

  #add(path: Path, code: ProblemCode, reason: string, key = false): void {
    const { file, record } = this.#here;
    this.#findings.add({ file, record, path: this.#here.path(path), code, reason, key });
  }

  /** Reports characters that the registry cannot keep; gives whether there are none. */
  #clean(value: unknown, path: Path): boolean {
    if (typeof value === 'string' && isStorable(value)) return true;
    return clean(this.#findings, this.#here, value, this.#here.path(path));
  }

  #period(written: string | number | undefined, path: Path): string | null {
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
    this.#add(path, code, known.error);
    return null;
  }

  #cite(cite: Cite): NormalCite {
    this.#references.source(this.#here, cite.source, CITED);
    if (cite.near !== undefined) this.#references.source(this.#here, cite.near, NEAR);
    if (cite.locator !== undefined) this.#clean(cite.locator, LOCATOR);
    if (cite.doubt !== undefined) this.#clean(cite.doubt, DOUBT);
    return {
      source: cite.source,
      locator: cite.locator ?? '',
      near: cite.near ?? null,
      doubt: cite.doubt ? canonicalJson(cite.doubt) : null,
    };
  }

  #entity(record: EntityRecord): void {
    const kind = this.#index.kinds.get(record.kind);
    if (!kind) this.#add(['kind'], 'unknown-kind', `there is no kind '${record.kind}'`);
    if (!this.#references.declareEntity(record.id, record.kind)) {
      this.#add(['id'], 'duplicate-id', `the entity '${record.id}' is given twice`);
    }
    this.#sink.entity({ id: record.id, kind: record.kind });
    if (!kind || !record.statements) return;
    // Two equal statements of one entity can only stand in its one record.
    const prints = new Set<string>();
    for (let i = 0; i < record.statements.length; i++) {
      this.#here.statement = i;
      const said = record.statements[i] as StatementRecord;
      const property = this.#index.properties.get(kind.id)?.get(said.property);
      if (!property) {
        const reason = `the kind '${kind.id}' has no property '${said.property}'`;
        this.#add(['property'], 'unknown-property', reason);
        continue;
      }
      const statement = this.#statement(record.id, property.id, said);
      statement.value = this.#value(said, property, choicesOf(property, kind));
      statement.lang = said.lang ?? null;
      statement.fingerprint = statementFingerprint(statement);
      if (prints.has(statement.fingerprint)) {
        this.#add([], 'duplicate-statement', 'the same statement stands above');
      }
      prints.add(statement.fingerprint);
      this.#sink.statement(statement);
    }
  }

  /** Gives what properties and relations have in common; value, target and fingerprint are for the caller. */
  #statement(entity: string, property: string, said: StatementRecord | RelationRecord): Draft {
    const { qualifiers } = said;
    if (qualifiers) this.#clean(qualifiers, QUALIFIERS);
    return {
      entity,
      property,
      value: null,
      lang: null,
      target: null,
      relation: false,
      state: said.state ?? 'known',
      qualifiers: qualifiers && Object.keys(qualifiers).length > 0 ? canonicalJson(qualifiers) : null,
      valid: said.valid === undefined ? null : this.#period(said.valid, VALID),
      validInferred: said.validInferred ?? false,
      rank: said.rank ?? 'normal',
      cite: this.#cite(said.cite),
      fingerprint: '',
    };
  }

  /** Gives the value as JSON, null where there is none or it is refused. */
  #value(said: StatementRecord, property: Property, choices: Choices | undefined): string | null {
    const { value } = said;
    if ((value === undefined) === (said.state === undefined)) {
      this.#add([], 'value-and-state', 'a statement has either a value or a state');
      return null;
    }
    // Any other text without a language stands for all: an author, a spelling as printed.
    if (property.id === 'name' && value !== undefined && said.lang === undefined) {
      this.#add([], 'missing-language', 'a name needs its language (lang)');
      return null;
    }
    if (property.type !== 'text' && said.lang !== undefined) {
      this.#add(['lang'], 'unexpected-language', `'${property.id}' is not a text`);
      return null;
    }
    if (value === undefined) return null;
    // A property's text is in one language, a qualifier's in four or in none.
    const fault =
      property.type === 'text' && typeof value !== 'string'
        ? ({ code: 'bad-value', reason: 'is a text' } as const)
        : valueFault(property.type, value, choices);
    if (fault) {
      this.#add(VALUE, fault.code, `'${property.id}' ${fault.reason}`);
      return null;
    }
    if (property.type === 'date') {
      return this.#period(value as string | number, VALUE) === null ? null : JSON.stringify(String(value));
    }
    if (property.type === 'entity') this.#references.entity(this.#here, value as string, VALUE);
    return this.#clean(value, VALUE) ? JSON.stringify(value) : null;
  }

  #relation(record: RelationRecord): void {
    const type = this.#index.relations.get(record.relation);
    if (!type) {
      this.#add(['relation'], 'unknown-relation', `there is no relation '${record.relation}'`);
      return;
    }
    if ((record.to === undefined) === (record.state === undefined)) {
      this.#add([], 'value-and-state', "a relation has either 'to' or a state");
    }
    if (record.to === record.from) {
      this.#add(['to'], 'relation-to-itself', `'${record.from}' with itself`);
    }
    this.#references.end(this.#here, record.from, FROM, type.id, 'from');
    if (record.to !== undefined) this.#references.end(this.#here, record.to, TO, type.id, 'to');
    for (const key in record.qualifiers) {
      if (key === 'note') continue;
      const qualifier = type.qualifiers?.find(({ id }) => id === key);
      if (!qualifier) {
        const reason = `the relation '${type.id}' has no qualifier '${key}'`;
        this.#add(['qualifiers', key], 'unknown-qualifier', reason, true);
      } else {
        this.#qualifier(qualifier, record.qualifiers[key]);
      }
    }
    const statement = this.#statement(record.from, type.id, record);
    statement.relation = true;
    statement.target = record.to ?? null;
    statement.fingerprint = statementFingerprint(statement);
    this.#sink.statement(statement);
  }

  /** Checks what is said of a relation by the type that the qualifier declares. */
  #qualifier({ id, type, many, choices }: Property, given: unknown): void {
    const values = many && Array.isArray(given) && type !== 'point' ? given : [given];
    for (const value of values) {
      const path = ['qualifiers', id];
      const fault = valueFault(type, value, choices);
      if (fault) this.#add(path, fault.code, `'${id}' ${fault.reason}`);
      else if (type === 'entity') this.#references.entity(this.#here, value as string, path);
      else if (type === 'date') this.#period(value as string | number, path);
    }
  }

  #figure(record: FigureRecord): void {
    if (!this.#references.declareFigure(record.id)) {
      this.#add(['id'], 'duplicate-id', `the figure '${record.id}' is given twice`);
    }
    const given = [record.value, record.fraction, record.state].filter((field) => field !== undefined);
    if (given.length !== 1) {
      this.#add([], 'value-and-state', 'a figure has one of value, fraction and state');
    }
    if (record.fraction !== undefined && !['percent', 'share', 'ratio'].includes(record.form)) {
      this.#add(['fraction'], 'bad-form', `a ${record.form} is no fraction: give its value`);
    }
    const unit = this.#unit(record);
    this.#references.entity(this.#here, record.area, ['area']);
    if (record.partner !== undefined) this.#references.entity(this.#here, record.partner, ['partner']);
    if (record.product !== undefined) this.#references.entity(this.#here, record.product, ['product']);
    this.#ofWhat(record);
    if (record.form === 'rank' && record.value !== undefined && !/^[1-9]\d*$/.test(record.value)) {
      this.#add(['value'], 'out-of-range', 'a rank is a whole number from 1');
    }
    if (record.step !== undefined && !/[1-9]/.test(record.step.replace(/^-.*/, ''))) {
      this.#add(['step'], 'out-of-range', 'a rounding step is above zero');
      return;
    }
    if (record.reason) this.#clean(record.reason, ['reason']);
    if (record.note) this.#clean(record.note, ['note']);
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
      period: this.#period(record.period, ['period']),
      basis: record.basis ?? '',
      ofWhat: record.ofWhat && Object.keys(record.ofWhat).length > 0 ? canonicalJson(record.ofWhat) : null,
      form: record.form,
      base: this.#period(record.base, ['base']),
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
      cite: this.#cite(record.cite),
    } as const;
    this.#sink.figure({ ...normal, fingerprint: figureFingerprint(normal) });
  }

  #unit(record: FigureRecord) {
    const measure = this.#index.measures.get(record.measure);
    const unit = this.#index.units.get(record.unit);
    if (!measure) {
      this.#add(['measure'], 'unknown-measure', `there is no measure '${record.measure}'`);
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
      this.#add(['unit'], 'unit-not-allowed', reason);
    }
    return unit;
  }

  #ofWhat(record: FigureRecord): void {
    const { ofWhat } = record;
    if (!ofWhat) return;
    if (ofWhat.measure !== undefined && !this.#index.measures.has(ofWhat.measure)) {
      const reason = `there is no measure '${ofWhat.measure}'`;
      this.#add(['ofWhat', 'measure'], 'unknown-measure', reason);
    }
    for (const field of ['area', 'partner', 'product'] as const) {
      const id = ofWhat[field];
      if (id !== undefined) this.#references.entity(this.#here, id, ['ofWhat', field]);
    }
    if (typeof ofWhat.among === 'string')
      this.#references.entity(this.#here, ofWhat.among, ['ofWhat', 'among']);
    else if (ofWhat.among) this.#clean(ofWhat.among, ['ofWhat', 'among']);
  }

  #remark(record: RemarkRecord): void {
    if (!this.#references.declareRemark(record.id)) {
      this.#add(['id'], 'duplicate-id', `the remark '${record.id}' is given twice`);
    }
    const entities = record.entities ?? [];
    const figures = record.figures ?? [];
    for (const [i, id] of entities.entries()) this.#references.entity(this.#here, id, ['entities', i]);
    for (const [i, id] of figures.entries()) this.#references.figure(this.#here, id, ['figures', i]);
    this.#clean(record.text, ['text']);
    const normal = {
      id: record.id,
      severity: record.severity,
      text: canonicalJson(record.text),
      entities: entities.toSorted(),
      figures: figures.toSorted(),
      cite: this.#cite(record.cite),
    };
    this.#sink.remark({ ...normal, fingerprint: remarkFingerprint(normal) });
  }
}

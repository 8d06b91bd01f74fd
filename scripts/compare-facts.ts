/**
 * Compares a data set with the facts that it was made from, by content: ids, kinds, ends of relations, values,
 * units, periods, sources. Prints per article what is loaded, and each thing that is not, with the reason.
 * Ends with exit code 1 if anything is neither loaded nor explained.
 * Over 500 lines: one comparison, with its lists of what is explained.
 *
 *   npm run compare-facts -- FACTS_FOLDER [DATA_SET_FOLDER]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parsePeriod } from '#base/period.ts';

// The facts, as far as this program reads them.

type Attributes = { readonly [key: string]: unknown };

interface Noted {
  readonly footnote: number | null;
  readonly footnote_near?: number;
}

interface Fact {
  readonly id: string;
  readonly kind: string;
  readonly name_en: string;
  readonly name_fr: string;
  readonly iso: string | null;
  readonly part_of: string | null;
  readonly attrs: Attributes;
}

interface RelationFact extends Noted {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly when: string | null;
  readonly attrs: Attributes;
}

type Span = { readonly at: string } | { readonly from: string; readonly to: string } | null;

interface Observation extends Noted {
  readonly id: string;
  readonly indicator: string;
  readonly subject: string;
  readonly counterpart: string | null;
  readonly product: string | null;
  readonly value: number | null;
  readonly unit: string;
  readonly measure: string;
  readonly qualifier: string;
  readonly period: Span;
  readonly compared_with: Span;
  readonly counterparts?: readonly string[];
  readonly share_of?: { readonly subject: string };
  readonly rank_among?: string;
  readonly note?: string;
  readonly doubt?: string;
  readonly date_doubt?: string;
  readonly value_text?: string;
  readonly counterpart_as_printed?: string;
  readonly period_implied?: boolean;
  readonly compared_with_implied?: boolean;
  readonly derived?: string;
}

interface CommitmentFact extends Noted {
  readonly who: readonly string[];
  readonly due: string | null;
  readonly under: string | null;
  readonly status_at_writing: string;
  readonly target: { readonly value: number | null; readonly unit: string } | null;
  readonly note?: string;
  readonly doubt?: string;
  readonly date_doubt?: string;
  readonly condition?: string;
}

interface SourceFact extends Attributes {
  readonly footnote: number;
  readonly title: string;
}

interface ArticleFacts {
  readonly article: { readonly n: number; readonly title_fr: string };
  readonly sources: readonly SourceFact[];
  readonly entities: readonly Fact[];
  readonly people?: readonly { readonly name: string; readonly role: string }[];
  readonly relations: readonly RelationFact[];
  readonly observations: readonly Observation[];
  readonly commitments: readonly CommitmentFact[];
  readonly consistency: readonly string[];
  readonly mechanisms: readonly unknown[];
}

// The data set, as far as this program reads it.

interface Cite {
  readonly source: string;
  readonly near?: string;
  readonly doubt?: unknown;
}

interface Statement {
  readonly property: string;
  readonly value?: unknown;
  readonly lang?: string;
  readonly qualifiers?: Attributes;
  readonly cite: Cite;
}

interface Entity {
  readonly id: string;
  readonly kind: string;
  readonly statements?: readonly Statement[];
}

interface Relation {
  readonly from: string;
  readonly relation: string;
  readonly to: string;
  readonly valid?: string | number;
  readonly qualifiers?: Attributes;
  readonly cite: Cite;
}

interface Figure {
  readonly id: string;
  readonly measure: string;
  readonly area: string;
  readonly partner?: string;
  readonly product?: string;
  readonly period?: string | number;
  readonly periodInferred?: boolean;
  readonly form: string;
  readonly base?: string | number;
  readonly baseInferred?: boolean;
  readonly ofWhat?: Attributes;
  readonly value?: string;
  readonly state?: string;
  readonly unit: string;
  readonly wording?: string;
  readonly kind?: string;
  readonly derived?: boolean;
  readonly note?: unknown;
  readonly cite: Cite;
}

interface Remark {
  readonly id: string;
}

function records<T>(folder: string, part: string): T[] {
  return readdirSync(join(folder, part))
    .sort()
    .flatMap((file) => (parse(readFileSync(join(folder, part, file), 'utf8')) ?? []) as T[]);
}

/** Folds a text so that quotation marks, apostrophes, dashes and spaces do not tell two writings apart. */
function fold(text: unknown): string {
  return String(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const KINDS: { readonly [kind: string]: string } = {
  company: 'organisation',
  government_body: 'organisation',
  international_body: 'organisation',
  country_group: 'country-group',
  industrial_park: 'industrial-park',
  roadmap: 'road-map',
};

/** Unit of the facts → unit of the data set and the factor between them. */
const UNITS: { readonly [unit: string]: readonly [units: readonly string[], factor: number] } = {
  'million USD': [['USD'], 1e6],
  'million EUR': [['EUR'], 1e6],
  'million BYN': [['BYN'], 1e6],
  'million people': [['person'], 1e6],
  USD: [['USD'], 1],
  count: [['count', 'person'], 1],
  percent: [['percent'], 1],
  times: [['times'], 1],
  rank: [['rank'], 1],
  years: [['year'], 1],
  months: [['month'], 1],
  year: [['calendar-year'], 1],
  ordinal: [['ordinal'], 1],
  t: [['t'], 1],
  km: [['km'], 1],
  'count per year': [['count-per-year'], 1],
};

const FORMS: { readonly [measure: string]: string } = {
  level: 'level',
  target: 'level',
  capacity: 'level',
  change_vs_same_period_last_year: 'percent',
  multiple: 'ratio',
  share: 'share',
  rank: 'rank',
};

/** Attributes of entities that are said as a relation or a figure instead, or only tell how a fact was found. */
const SAID_ELSEWHERE: { readonly [attribute: string]: string } = {
  part_of_basis: 'the doubt of the relation to the place',
  only_in_names: 'how the place came into the facts',
  reference_only: 'how the place came into the facts',
  when_text: 'the note of the date',
  registered_text: 'the note of the date',
  date_doubt: 'the doubt of the date',
};

const PERSONS = new Set(['person', 'speaker']);

class Comparison {
  private readonly entities: Map<string, Entity>;
  private readonly relations: readonly Relation[];
  private readonly figures: Map<string, Figure>;
  private readonly remarks: Set<string>;
  private readonly used = new Set<Relation>();
  private readonly byEnds = new Map<string, Relation[]>();
  private sourcesOfArticle = new Set<string>();
  failures = 0;

  /** The day as of which the set speaks. */
  private readonly asOf: string;

  constructor(folder: string) {
    this.asOf = (parse(readFileSync(join(folder, 'dataset.yaml'), 'utf8')) as { asOf: string }).asOf;
    this.entities = new Map(records<Entity>(folder, 'entities').map((e) => [e.id, e]));
    this.relations = records<Relation>(folder, 'relations');
    this.figures = new Map(records<Figure>(folder, 'figures').map((f) => [f.id, f]));
    this.remarks = new Set(records<Remark>(folder, 'remarks').map((r) => r.id));
    for (const relation of this.relations) {
      const key = this.ends(relation.from, relation.to);
      const list = this.byEnds.get(key);
      if (list) list.push(relation);
      else this.byEnds.set(key, [relation]);
    }
  }

  private ends(a: string, b: string): string {
    return [a, b].sort().join(' ');
  }

  private fail(text: string): void {
    this.failures++;
    console.log(`  MISSING  ${text}`);
  }

  private explain(text: string): void {
    console.log(`  not loaded: ${text}`);
  }

  private between(a: string, b: string): Relation[] {
    return this.byEnds.get(this.ends(a, b)) ?? [];
  }

  private statements(id: string): readonly Statement[] {
    return this.entities.get(id)?.statements ?? [];
  }

  /** What this article says of an entity. */
  private said(id: string): Statement[] {
    return this.statements(id).filter((s) => this.sourcesOfArticle.has(s.cite.source));
  }

  private figuresOf(id: string): Figure[] {
    return [...this.figures.values()].filter((f) => f.area === id || f.partner === id);
  }

  article(facts: ArticleFacts): void {
    const number = String(facts.article.n).padStart(2, '0');
    const id = `article-${number}`;
    this.sourcesOfArticle = new Set([id, ...facts.sources.map((s) => `note-${s.footnote}`)]);
    console.log(`${id}`);
    const before = this.failures;
    for (const source of facts.sources) this.source(id, source);
    for (const fact of facts.entities) this.entity(fact);
    // Those that say most choose first among the relations of the same ends, and before those in words the ones that
    // name an entity, which only one relation can have.
    const naming = ({ attrs }: RelationFact): number =>
      Object.values(attrs).filter((value) => this.entities.has(String(value))).length;
    const relations = facts.relations.map((fact, i) => ({ fact, id: `${id}-r${i + 1}` }));
    relations.sort(
      ({ fact: a }, { fact: b }) =>
        Object.keys(b.attrs).length - Object.keys(a.attrs).length || naming(b) - naming(a),
    );
    for (const relation of relations) this.relation(relation.id, id, relation.fact);
    for (const observation of facts.observations) this.figure(`${id}-${observation.id}`, id, observation);
    for (const [i, commitment] of facts.commitments.entries())
      this.commitment(`${id}-c${i + 1}`, id, commitment);
    let remarks = 0;
    for (const [i, text] of facts.consistency.entries()) {
      if (this.remarks.has(`${id}-k${i + 1}`)) remarks++;
      else if (text.includes('CONTRADICTION')) this.fail(`${id}-k${i + 1}: a contradiction without a remark`);
      else
        this.explain(
          `${id}-k${i + 1}: a cross-check that agrees, or a matter of form: ${text.slice(0, 70)}…`,
        );
    }
    for (const person of facts.people ?? [])
      this.explain(`person, no entity (authors stand in the bibliography): ${person.name}, ${person.role}`);
    this.explain(`${facts.mechanisms.length} descriptions of mechanisms (they say how things work)`);
    const loaded = [
      `${facts.sources.length} sources`,
      `${facts.entities.length} entities`,
      `${facts.relations.length} relations`,
      `${facts.observations.length} figures`,
      `${facts.commitments.length} commitments`,
      `${remarks} remarks of ${facts.consistency.length} cross-checks`,
    ];
    const missing = this.failures - before;
    console.log(
      `  compared: ${loaded.join(', ')}; ${missing === 0 ? 'nothing missing' : `${missing} missing`}`,
    );
  }

  private cited(what: string, article: string, noted: Noted, cites: readonly Cite[]): void {
    if (noted.footnote !== null) {
      const note = `note-${noted.footnote}`;
      if (!cites.some((c) => c.source === note)) this.fail(`${what}: not cited to ${note}`);
    } else if (noted.footnote_near !== undefined) {
      const near = `note-${noted.footnote_near}`;
      if (!cites.some((c) => c.source === near || (c.source === article && c.near === near)))
        this.fail(`${what}: not cited to ${article}, probably ${near}`);
    } else if (!cites.some((c) => c.source === article)) this.fail(`${what}: not cited to ${article}`);
  }

  private source(article: string, fact: SourceFact): void {
    const id = `note-${fact.footnote}`;
    if (this.entities.get(id)?.kind !== 'source') {
      this.fail(`${id}: no such source`);
      return;
    }
    if (!this.between(id, article).some((r) => r.relation === 'noted-in'))
      this.fail(`${id}: not tied to ${article}`);
    const values = this.statements(id).map((s) => fold(s.value));
    const doubts = this.statements(id).some((s) => s.cite.doubt !== undefined);
    const found = (value: unknown): boolean => {
      const text = fold(value);
      return values.some((v) => v === text || v.includes(text) || (v.length > 8 && text.includes(v)));
    };
    for (const [key, value] of Object.entries(fact)) {
      if (value === null || key === 'footnote') continue;
      if (key === 'speaker') this.explain(`${id}: a person speaking in the title: ${value}`);
      else if (key === 'same_as_footnote') {
        if (!this.between(id, `note-${value}`).some((r) => r.relation === 'same-as'))
          this.fail(`${id}: not the same as note-${value}`);
      } else if (key === 'note' || key === 'year_inferred') {
        if (!doubts && !this.statements(id).some((s) => s.property === 'note'))
          this.fail(`${id}: no note or doubt for: ${value}`);
      } else if (key === 'title' && fact.same_as_footnote !== undefined) {
        if (!this.statements(id).some((s) => s.property === 'name')) this.fail(`${id}: no title`);
      } else if (key === 'title_en' && fact.same_as_footnote !== undefined) {
        this.explain(`${id}: '${value}' stands for the title of note-${fact.same_as_footnote}`);
      } else if (key === 'publisher' && !String(value).includes('.')) {
        if (!this.statements(id).some((s) => s.property === 'type')) this.fail(`${id}: no type for ${value}`);
      } else if (key === 'kind') {
        if (!this.statements(id).some((s) => s.property === 'type')) this.fail(`${id}: no type for ${value}`);
      } else if (key === 'url_as_printed' && !found(value)) {
        this.explain(`${id}: the address as printed differs by spaces or a full stop only`);
      } else if (
        key === 'title_en' &&
        this.statements(id).some((s) => s.property === 'name' && s.lang === 'en')
      ) {
        if (!found(value)) this.explain(`${id}: the title is printed in English: no other English title`);
      } else {
        for (const part of Array.isArray(value) ? value : [value])
          if (!found(part)) this.fail(`${id}.${key}: ${part}`);
      }
    }
  }

  private entity(fact: Fact): void {
    const entity = this.entities.get(fact.id);
    if (!entity) {
      this.fail(`${fact.id}: no such entity`);
      return;
    }
    const kind = KINDS[fact.kind] ?? fact.kind;
    if (entity.kind !== kind) this.fail(`${fact.id}: kind ${entity.kind} instead of ${kind}`);
    const languages = new Set(
      this.statements(fact.id).flatMap((s) => (s.property === 'name' ? [s.lang] : [])),
    );
    for (const language of ['fr', 'en', 'ru', 'be'])
      if (!languages.has(language)) this.fail(`${fact.id}: no name in ${language}`);
    const codes = this.statements(fact.id).flatMap((s) => (s.property.startsWith('iso-') ? [s.value] : []));
    if (fact.iso !== null && !codes.includes(fact.iso)) this.fail(`${fact.id}: code ${fact.iso}`);
    if (fact.part_of !== null) {
      const relations = this.between(fact.id, fact.part_of);
      if (!relations.some((r) => this.sourcesOfArticle.has(r.cite.source)))
        this.fail(`${fact.id}: in ${fact.part_of}`);
    }
    for (const [key, value] of Object.entries(fact.attrs)) this.attribute(fact, key, value);
  }

  /** An attribute is loaded if what it says is found on the entity: as a value, a relation or a figure. */
  private attribute(fact: Fact, key: string, value: unknown): void {
    const elsewhere = SAID_ELSEWHERE[key];
    if (elsewhere !== undefined) return;
    const what = `${fact.id}.${key}: ${JSON.stringify(value)}`;
    const statements = this.said(fact.id);
    const date = /^\d{4}(?:-\d{2}){0,2}(?![\d-])/.exec(String(value))?.[0];
    if (date !== undefined) {
      const ties = this.relations.filter((r) => r.from === fact.id || r.to === fact.id);
      const dates = [...statements.map((s) => s.value), ...ties.map((r) => r.valid)].map(String);
      if (!dates.some((held) => held.includes(date))) this.fail(what);
      return;
    }
    const parts = Array.isArray(value) ? value : [value];
    const written = (part: unknown): boolean => {
      const text = fold(part);
      return this.statements(fact.id).some((s) => {
        const held = fold(s.value);
        return held !== '' && (held === text || text.includes(held) || held.includes(text));
      });
    };
    const related = (part: unknown): boolean =>
      typeof part === 'string' && this.entities.has(part) && this.between(fact.id, part).length > 0;
    const counted = (part: unknown): boolean => {
      const number = /\d[\d.]*/.exec(String(part).replace(/,/g, ''))?.[0];
      return (
        number !== undefined &&
        this.figuresOf(fact.id).some(
          (f) => Number(f.value) === Number(number) || Number(f.value) === Number(number) * 1e6,
        )
      );
    };
    const country = (part: unknown): boolean =>
      typeof part === 'string' &&
      this.relations.some(
        (r) =>
          (r.from === fact.id || r.to === fact.id) &&
          [r.from, r.to].some((end) =>
            this.statements(end).some((s) => s.property === 'iso-3166-1' && s.value === part),
          ),
      );
    if (parts.every((part) => written(part) || related(part) || counted(part) || country(part))) return;
    // Worded anew in four languages: as many texts in one property as the attribute has items.
    const texts = new Map<string, number>();
    for (const s of statements)
      if (s.lang === 'en' && s.property !== 'name') texts.set(s.property, (texts.get(s.property) ?? 0) + 1);
    const items = Array.isArray(value) ? value.length : 1;
    if ([...texts.values()].some((count) => count >= items)) return;
    // Said by a code: a type, a state, a legal form, a flag.
    const coded = ['type', 'state', 'legal-form', 'unnamed', 'format', 'frequency'];
    if (items === 1 && this.statements(fact.id).some((s) => coded.includes(s.property))) return;
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && texts.size > 0) return;
    this.fail(what);
  }

  private relation(id: string, article: string, fact: RelationFact): void {
    const what = `${id} ${fact.from} ${fact.type} ${fact.to}`;
    const note = fact.footnote === null ? undefined : `note-${fact.footnote}`;
    const near = fact.footnote_near === undefined ? undefined : `note-${fact.footnote_near}`;
    const fits = ({ cite }: Relation): boolean =>
      note !== undefined
        ? cite.source === note
        : (cite.source === article && cite.near === near) || cite.source === near;
    const dated = (r: Relation): boolean => {
      // A span or a term among the attributes is the validity, instead of the date.
      if (fact.when === null || 'period' in fact.attrs || 'until' in fact.attrs) return true;
      return String(r.valid ?? '').startsWith(fact.when);
    };
    const free = this.between(fact.from, fact.to).filter((r) => !this.used.has(r) && fits(r) && dated(r));
    // Several facts may tie the same two: take the relation that carries most of what this one says.
    const attributes = Object.entries(fact.attrs);
    const score = (r: Relation): number =>
      attributes.filter(([key, value]) => this.qualified(r, key, value)).length +
      ((r.valid === undefined) === (fact.when === null) ? 0.5 : 0) +
      (r.from === fact.from ? 0.25 : 0);
    const best = free.sort((a, b) => score(b) - score(a))[0];
    if (!best) {
      this.fail(`${what}: no relation of these ends with this source and date`);
      return;
    }
    this.used.add(best);
    this.cited(what, article, fact, [best.cite]);
    for (const [key, value] of attributes) {
      if (value === null) continue;
      if (PERSONS.has(key)) this.explain(`${id}: a person: ${value}`);
      else if (!this.qualified(best, key, value)) this.fail(`${what}: ${key} ${JSON.stringify(value)}`);
    }
  }

  /** Whether a relation carries an attribute: the id or number itself, or a code, a text or a doubt for words. */
  private qualified(relation: Relation, key: string, value: unknown): boolean {
    const qualifiers = relation.qualifiers ?? {};
    const held = Object.values(qualifiers).flat();
    const worded =
      relation.cite.doubt !== undefined || ['note', 'field', 'topic', 'sector'].some((q) => q in qualifiers);
    const coded = ['role', 'status', 'claim', 'first-time', 'service-centre'].some((q) => q in qualifiers);
    if (value === true) return held.includes(true) || qualifiers.status === 'planned' || worded;
    if (value === false || value === null) return true;
    if (key === 'found_in') return true; // stands in the locator
    if (key === 'format' || key === 'until' || key === 'period') return true; // the event's format; the validity
    if (Array.isArray(value)) {
      const ids = value.filter((item) => typeof item === 'string' && this.entities.has(item));
      if (ids.length === value.length) return ids.every((item) => held.includes(item));
      return worded;
    }
    if (typeof value === 'number') return held.some((item) => String(item) === String(value)) || worded;
    const text = String(value);
    if (key !== 'sector' && this.entities.has(text)) return held.includes(text);
    if (held.some((item) => fold(item) === fold(text))) return true;
    if (key === 'side') return typeof qualifiers.side === 'string';
    if (key === 'product') return 'product' in qualifiers || worded;
    return worded || coded || relation.relation === 'part-of';
  }

  private written(span: Span): string | undefined {
    if (span === null) return undefined;
    return 'at' in span ? span.at : `${span.from}/${span.to}`;
  }

  private sameSpan(a: string | undefined, b: string | number | undefined): boolean {
    if (a === undefined || b === undefined) return a === b;
    const [first, second] = [parsePeriod(a), parsePeriod(String(b))];
    if (!first.ok || !second.ok) return false;
    return first.value.start === second.value.start && first.value.end === second.value.end;
  }

  private sameValue(value: number | null, unit: string, figure: Figure): boolean {
    if (value === null) return figure.value === undefined && figure.state === 'unknown';
    const [units, factor] = UNITS[unit] ?? [[], 0];
    const number = Number(figure.value);
    const near = (expected: number): boolean => Math.abs(number - expected) <= 1e-9 * Math.abs(expected);
    if (figure.form === 'ratio' && unit === 'percent') return figure.unit === 'times' && near(value / 100);
    return units.includes(figure.unit) && near(value * factor);
  }

  private figure(id: string, article: string, fact: Observation): void {
    const figure = this.figures.get(id);
    if (!figure) {
      this.fail(`${id}: no such figure`);
      return;
    }
    const check = (ok: boolean, what: string): void => {
      if (!ok) this.fail(`${id}: ${what}`);
    };
    check(
      this.sameValue(fact.value, fact.unit, figure),
      `${fact.value} ${fact.unit}, has ${figure.value} ${figure.unit}`,
    );
    const form = FORMS[fact.measure];
    check(
      figure.form === form || (fact.unit === 'percent' && figure.form === 'share'),
      `form ${figure.form}`,
    );
    check((figure.wording ?? 'exact') === fact.qualifier, `wording ${figure.wording}, not ${fact.qualifier}`);
    check(this.sameSpan(this.written(fact.period), figure.period), `period ${figure.period}`);
    check(this.sameSpan(this.written(fact.compared_with), figure.base), `base ${figure.base}`);
    const kinds =
      fact.measure === 'target'
        ? ['target', 'forecast']
        : fact.measure === 'capacity'
          ? ['capacity']
          : ['actual'];
    // What the facts report of a day after that of the data set can only be expected.
    const expected = figure.kind === 'forecast' && String(figure.period ?? '') > this.asOf;
    check(expected || kinds.includes(figure.kind ?? 'actual'), `kind ${figure.kind}`);
    check(Boolean(fact.period_implied) === Boolean(figure.periodInferred), 'whether the period is inferred');
    check(
      Boolean(fact.compared_with_implied) === Boolean(figure.baseInferred),
      'whether the base is inferred',
    );
    check(fact.derived === undefined || figure.derived === true, 'that it is derived');
    const ends: unknown[] = [figure.area, figure.partner, ...Object.values(figure.ofWhat ?? {})];
    for (const end of [fact.subject, fact.counterpart, fact.rank_among, fact.share_of?.subject])
      if (end !== null && end !== undefined) check(ends.includes(end), `${end} is not in the cell`);
    if (fact.counterparts !== undefined)
      for (const end of fact.counterparts)
        check(
          ends.includes(end) ||
            (figure.partner !== undefined && this.between(figure.partner, end).length > 0),
          `${end} is not tied to the cell`,
        );
    const worded = figure.note !== undefined || figure.cite.doubt !== undefined;
    for (const [key, value] of Object.entries(fact))
      if (['note', 'doubt', 'date_doubt', 'value_text', 'counterpart_as_printed'].includes(key))
        check(worded, `no note or doubt for: ${value}`);
    if (
      fact.product !== null &&
      figure.product === undefined &&
      figure.ofWhat?.among === undefined &&
      !worded
    )
      this.explain(`${id}: the words '${fact.product}' only repeat the measure '${figure.measure}'`);
    this.cited(id, article, fact, [figure.cite]);
  }

  private commitment(id: string, article: string, fact: CommitmentFact): void {
    const entity = this.entities.get(id);
    if (entity?.kind !== 'commitment') {
      this.fail(`${id}: no such commitment`);
      return;
    }
    const statements = this.statements(id);
    const value = (property: string): unknown => statements.find((s) => s.property === property)?.value;
    for (const language of ['fr', 'en', 'ru', 'be'])
      if (!statements.some((s) => s.property === 'name' && s.lang === language))
        this.fail(`${id}: no text in ${language}`);
    if (value('state') !== fact.status_at_writing.replace('_', '-'))
      this.fail(`${id}: state ${value('state')}`);
    const due = value('due');
    if (fact.due === null ? due !== undefined : !String(due).includes(fact.due))
      this.fail(`${id}: due ${due}`);
    for (const who of fact.who)
      if (!this.between(id, who).some((r) => r.relation === 'promised-by'))
        this.fail(`${id}: not promised by ${who}`);
    if (fact.under !== null && !this.between(id, fact.under).some((r) => r.relation === 'under'))
      this.fail(`${id}: not under ${fact.under}`);
    const hoped = /expectation|hope/.test(fact.note ?? '');
    // The facts mark five hopes and speak of six or seven; where the set counts another as one, it must doubt that.
    const read = statements.find((s) => s.property === 'hope' && s.value === true);
    if (hoped ? read === undefined : read !== undefined && read.cite.doubt === undefined)
      this.fail(`${id}: whether it is only a hope`);
    if (!hoped && read !== undefined)
      this.explain(`${id}: counted as a hope, with a doubt, though not marked as one`);
    const doubted = statements.some((s) => s.cite.doubt !== undefined);
    if ((fact.doubt ?? fact.date_doubt) !== undefined && !doubted)
      this.fail(`${id}: no doubt for: ${fact.doubt}`);
    if (fact.note !== undefined && !hoped && !doubted) this.explain(`${id}: ${fact.note}`);
    if (fact.condition !== undefined && value('condition') === undefined) this.fail(`${id}: its condition`);
    if (fact.target !== null) {
      const target = this.figures.get(String(value('target') ?? `${id}-target`));
      if (!target || !this.sameValue(fact.target.value, fact.target.unit, target))
        this.fail(`${id}: its target`);
    }
    this.cited(
      id,
      article,
      fact,
      statements.filter((s) => s.property === 'state').map((s) => s.cite),
    );
  }

  summary(): void {
    const facts = this.used.size;
    const other = this.relations.length - facts;
    console.log(`entities ${this.entities.size}, figures ${this.figures.size}, remarks ${this.remarks.size}`);
    console.log(
      `relations ${this.relations.length}: ${facts} for relations of the facts, one each; ${other} for places,`,
    );
    console.log('  wholes, commitments and the bibliography, which the facts hold in other fields');
    console.log(this.failures === 0 ? 'nothing is missing' : `${this.failures} missing`);
  }
}

const [factsFolder, dataFolder = 'data/belarus-2021'] = process.argv.slice(2);
if (factsFolder === undefined) {
  console.error('usage: npm run compare-facts -- FACTS_FOLDER [DATA_SET_FOLDER]');
  process.exit(2);
}
const comparison = new Comparison(dataFolder);
for (const file of readdirSync(factsFolder).sort())
  if (/^article-\d+\.json$/.test(file))
    comparison.article(JSON.parse(readFileSync(join(factsFolder, file), 'utf8')) as ArticleFacts);
comparison.summary();
process.exit(comparison.failures === 0 ? 0 : 1);

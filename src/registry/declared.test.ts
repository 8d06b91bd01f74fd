import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Label, type Language } from '#base/language.ts';
import { IDENTITIES, MEASURES } from '#observatory/measures.ts';
import { UNITS } from '#observatory/units.ts';
import type { Kind, Property } from './declaration.ts';
import { KINDS } from './kinds/index.ts';
import { COMMON_PROPERTIES } from './properties.ts';
import { RELATIONS } from './relations.ts';

const kinds = new Set(KINDS.map((kind) => kind.id));

function propertiesOf(kind: Kind): readonly Property[] {
  return [...COMMON_PROPERTIES, ...kind.properties];
}

function propertyOf(kind: Kind, id: string): Property | undefined {
  return propertiesOf(kind).find((property) => property.id === id);
}

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Letters that a text in the language cannot have. */
const foreign: { readonly [L in Language]: RegExp } = {
  fr: /[\u0400-\u04ff]/,
  en: /[\u0400-\u04ff]/,
  ru: /[a-zіў]/i,
  be: /[a-zищъ]/i,
};

/** Every label of the vocabulary with a name to find it by. */
function* labels(): Generator<[string, Label]> {
  for (const kind of KINDS) {
    yield [`${kind.id} one`, kind.label.one];
    yield [`${kind.id} many`, kind.label.many];
    yield [`${kind.id} description`, kind.description];
    for (const [code, label] of Object.entries(kind.types ?? {})) yield [`${kind.id} type ${code}`, label];
    for (const property of kind.properties) yield* propertyLabels(kind.id, property);
    for (const state of kind.lifecycle?.states ?? []) yield [`${kind.id} state ${state.id}`, state.label];
  }
  for (const property of COMMON_PROPERTIES) yield* propertyLabels('common', property);
  for (const relation of RELATIONS) {
    yield [`${relation.id} forward`, relation.label.forward];
    yield [`${relation.id} reverse`, relation.label.reverse];
    for (const qualifier of relation.qualifiers ?? []) yield* propertyLabels(relation.id, qualifier);
  }
  for (const measure of MEASURES) {
    yield [measure.id, measure.label];
    if (measure.partner) yield [`${measure.id} partner`, measure.partner];
  }
  for (const unit of UNITS) yield [unit.id, unit.label];
  for (const identity of IDENTITIES) yield [identity.id, identity.label];
}

function* propertyLabels(owner: string, property: Property): Generator<[string, Label]> {
  yield [`${owner} ${property.id}`, property.label];
  for (const [code, label] of Object.entries(property.choices ?? {}))
    yield [`${owner} ${property.id} ${code}`, label];
}

function ids(): [string, readonly string[]][] {
  return [
    ['kinds', KINDS.map((k) => k.id)],
    ['relations', RELATIONS.map((r) => r.id)],
    ['measures', MEASURES.map((m) => m.id)],
    ['identities', IDENTITIES.map((i) => i.id)],
    ...KINDS.map((k): [string, string[]] => [`properties of ${k.id}`, propertiesOf(k).map((p) => p.id)]),
    ...RELATIONS.map((r): [string, string[]] => [
      `qualifiers of ${r.id}`,
      ['note', ...(r.qualifiers ?? []).map((q) => q.id)],
    ]),
  ];
}

describe('labels', () => {
  test('are in four languages, each in its own letters', () => {
    const faults: string[] = [];
    for (const [name, label] of labels()) {
      for (const language of LANGUAGES) {
        const text = label[language];
        if (text === '' || text.trim() !== text) faults.push(`${name}, ${language}: empty or padded`);
        const letters = text.replace(/ISO 3166-[12]/, '');
        if (foreign[language].test(letters)) faults.push(`${name}, ${language}: '${text}'`);
      }
    }
    expect(faults).toEqual([]);
  });
});

describe('ids', () => {
  test.each(ids())('%s are unique and in kebab case', (_name, list) => {
    expect(new Set(list).size).toBe(list.length);
    for (const id of list) expect(id).toMatch(KEBAB);
  });

  test('codes of types, choices and states are in kebab case', () => {
    const codes = KINDS.flatMap((kind) => [
      ...Object.keys(kind.types ?? {}),
      ...propertiesOf(kind).flatMap((property) => Object.keys(property.choices ?? {})),
    ]);
    const qualifiers = RELATIONS.flatMap((relation) => relation.qualifiers ?? []);
    const choices = qualifiers.flatMap((qualifier) => Object.keys(qualifier.choices ?? {}));
    for (const code of [...codes, ...choices]) expect(code).toMatch(KEBAB);
  });
});

describe('references', () => {
  test('the ends of relations are kinds', () => {
    for (const relation of RELATIONS) {
      for (const end of [...relation.from, ...relation.to]) expect(kinds, relation.id).toContain(end);
    }
  });

  test('a symmetric relation reads alike from both ends', () => {
    for (const relation of RELATIONS.filter((r) => r.symmetric)) {
      expect(relation.label.reverse, relation.id).toEqual(relation.label.forward);
      expect([...relation.to].sort(), relation.id).toEqual([...relation.from].sort());
    }
  });

  test('columns are properties of the kind, and choices have codes', () => {
    for (const kind of KINDS) {
      for (const column of kind.columns)
        expect(propertyOf(kind, column), `${kind.id}: ${column}`).toBeDefined();
      for (const property of propertiesOf(kind).filter((p) => p.type === 'choice'))
        expect(Object.keys(property.choices ?? {}), `${kind.id}: ${property.id}`).not.toHaveLength(0);
    }
  });

  test('a lifecycle has its property, and its transitions join its states', () => {
    for (const kind of KINDS) {
      if (!kind.lifecycle) continue;
      const states = kind.lifecycle.states.map((state) => state.id);
      const property = propertyOf(kind, kind.lifecycle.property);
      expect(Object.keys(property?.choices ?? {}), kind.id).toEqual(states);
      for (const { from, to } of kind.lifecycle.transitions) {
        expect(states, kind.id).toContain(from);
        expect(states, kind.id).toContain(to);
      }
    }
  });

  test('units of measures and terms of identities exist', () => {
    const units = new Set(UNITS.map((unit) => unit.id));
    const measures = new Set(MEASURES.map((measure) => measure.id));
    expect(units.size).toBe(UNITS.length);
    for (const measure of MEASURES)
      for (const unit of measure.units) expect(units, `${measure.id}: ${unit}`).toContain(unit);
    for (const identity of IDENTITIES)
      for (const term of identity.terms) expect(measures, identity.id).toContain(term.measure);
  });

  test('a kind with types has them as the choices of `type`; one without has no such property', () => {
    for (const kind of KINDS) expect(propertyOf(kind, 'type')?.choices, kind.id).toEqual(kind.types);
  });
});

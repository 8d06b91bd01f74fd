import { Type } from 'typebox';
import { type Label, pick } from '#base/language.ts';
import { countUses } from '#registry/read/counts.ts';
import { LanguageCode } from '#wire/common.ts';
import { Vocabulary } from '#wire/registry.ts';
import { type Context, type Routes, readerOf } from '../routes.ts';

function build(
  context: Context,
  language: 'fr' | 'en' | 'ru' | 'be',
  uses: Awaited<ReturnType<typeof countUses>>,
) {
  const { terms } = context;
  const words = (label: Label): string => pick(label, language);
  const labelled = (entries: readonly (readonly [id: string, label: Label])[]) =>
    entries.map(([id, label]) => ({ id, label: words(label) }));
  return {
    kinds: terms.kinds.map((kind) => ({
      id: kind.id,
      group: kind.group,
      one: words(kind.label.one),
      many: words(kind.label.many),
      description: words(kind.description),
      types: labelled(Object.entries(kind.types ?? {})),
      states: (kind.lifecycle?.states ?? []).map(({ id, label, tone }) => ({
        id,
        label: words(label),
        tone,
      })),
      columns: labelled(
        kind.columns.flatMap((id) => {
          const property = terms.property(kind.id, id);
          return property ? [[id, property.label] as const] : [];
        }),
      ),
      properties: [...terms.properties, ...kind.properties].map((property) => ({
        id: property.id,
        label: words(property.label),
        type: property.type,
      })),
      count: uses.kinds.get(kind.id) ?? 0,
    })),
    relations: terms.relations.map((relation) => ({
      id: relation.id,
      forward: words(relation.label.forward),
      reverse: words(relation.label.reverse),
      symmetric: relation.symmetric ?? false,
      group: relation.group,
      count: uses.relations.get(relation.id) ?? 0,
    })),
    measures: terms.measures.map((measure) => ({
      id: measure.id,
      label: words(measure.label),
      units: [...measure.units],
      time: measure.time,
      direction: measure.direction,
      count: uses.measures.get(measure.id) ?? 0,
    })),
    units: terms.units.map((unit) => ({ id: unit.id, label: words(unit.label) })),
  };
}

export const vocabulary: Routes = async (app, context) => {
  app.get(
    '/vocabulary',
    {
      config: { fromRegistry: true },
      schema: {
        operationId: 'vocabulary',
        summary: 'Kinds, relations, measures and units with labels',
        tags: ['Vocabulary'],
        querystring: Type.Object({ lang: Type.Optional(LanguageCode) }),
        response: { 200: Vocabulary },
      },
    },
    (request) =>
      context.cache.get(request.version, `vocabulary ${request.language}`, async () =>
        build(context, request.language, await countUses(readerOf(context, request).db)),
      ),
  );
};

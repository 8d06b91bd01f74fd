/** The vocabulary as a page of the reference documentation, made from the declarations. */
import type { Label } from '#base/language.ts';
import type { Property } from './declaration.ts';
import type { Vocabulary } from './vocabulary.ts';

const code = (id: string): string => `\`${id}\``;
const languages = (label: Label): string => `${label.en} · ${label.fr} · ${label.ru} · ${label.be}`;
const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells)), ''];
}

function propertyRow(property: Property): string[] {
  const choices = Object.keys(property.choices ?? {});
  return [
    code(property.id),
    languages(property.label),
    [
      property.type,
      property.many ? 'several' : '',
      choices.length > 0 ? `: ${choices.map(code).join(', ')}` : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
    property.standard ?? '',
  ];
}

/** Gives the Markdown of docs/reference/vocabulary.md: kinds, properties, relations, measures, units, identities. */
export function vocabularyAsMarkdown(vocabulary: Vocabulary): string {
  const lines = [
    '# The vocabulary',
    '',
    'What the registry can speak of. Made from the declarations in `src/registry` and `src/observatory` by',
    '`node scripts/generate-vocabulary.ts`; labels stand as English · French · Russian · Belarusian.',
    '',
    '## Kinds',
    '',
  ];
  for (const kind of vocabulary.kinds) {
    lines.push(`### ${code(kind.id)}`, '', `${languages(kind.label.one)}. ${kind.description.en}`, '');
    if (kind.properties.length > 0) {
      lines.push(...table(['property', 'label', 'value', 'standard'], kind.properties.map(propertyRow)));
    }
    if (kind.lifecycle) {
      lines.push(
        `States (${code(kind.lifecycle.property)}): ${kind.lifecycle.states.map(({ id }) => code(id)).join(', ')}. ` +
          `Transitions: ${kind.lifecycle.transitions.map(({ from, to }) => `${code(from)} → ${code(to)}`).join(', ')}.`,
        '',
      );
    }
  }
  lines.push('## Properties common to all kinds', '');
  lines.push(...table(['property', 'label', 'value', 'standard'], vocabulary.properties.map(propertyRow)));
  lines.push('## Relations', '');
  lines.push(
    ...table(
      ['relation', 'forward', 'reverse', 'from', 'to'],
      vocabulary.relations.map((relation) => [
        code(relation.id),
        languages(relation.label.forward),
        relation.symmetric ? 'the same' : languages(relation.label.reverse),
        relation.from.map(code).join(', '),
        relation.to.map(code).join(', '),
      ]),
    ),
  );
  lines.push('## Measures', '');
  lines.push(
    ...table(
      ['measure', 'label', 'units', 'time'],
      vocabulary.measures.map((measure) => [
        code(measure.id),
        languages(measure.label),
        measure.units.map(code).join(', '),
        measure.time,
      ]),
    ),
  );
  lines.push('## Identities', '', 'Sums that are zero for one area, partner, product, period and basis.', '');
  lines.push(
    ...table(
      ['identity', 'label', 'sum'],
      vocabulary.identities.map((identity) => [
        code(identity.id),
        languages(identity.label),
        identity.terms.map(({ measure, sign }) => `${sign > 0 ? '+' : '−'} ${code(measure)}`).join(' '),
      ]),
    ),
  );
  lines.push('## Units', '');
  lines.push(
    ...table(
      ['unit', 'label', 'kind'],
      vocabulary.units.map((unit) => [code(unit.id), languages(unit.label), unit.kind]),
    ),
  );
  return lines.join('\n');
}

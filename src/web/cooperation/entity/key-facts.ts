/** What a reader of each kind looks for first, as data: the rows at the head of its page. */
import type { Language } from '#base/language.ts';
import { inReadersLanguage } from '#web/ui/readers-language.ts';
import type { Citation, Ref } from '#wire/common.ts';
import type { EntityDetail, StatementOut } from '#wire/registry.ts';

type Direction = 'forward' | 'reverse';
type Row = { readonly property: string } | { readonly relation: string; readonly direction: Direction };

const property = (id: string): Row => ({ property: id });
const forward = (relation: string): Row => ({ relation, direction: 'forward' });
const reverse = (relation: string): Row => ({ relation, direction: 'reverse' });

const DOCUMENT = [
  reverse('party-to'),
  property('signed'),
  property('adopted'),
  property('in-force'),
  forward('adopted-by'),
  forward('signed-at'),
  property('field'),
  forward('follows'),
  forward('under'),
];

const TERRITORY = [
  forward('located-in'),
  forward('part-of'),
  reverse('responsible-for'),
  property('founded'),
  reverse('regulates'),
];

const ROWS: { readonly [kind: string]: readonly Row[] } = {
  agreement: DOCUMENT,
  'road-map': [...DOCUMENT, reverse('implements')],
  law: [...DOCUMENT, forward('regulates'), forward('amends')],
  programme: [...DOCUMENT, property('period'), reverse('responsible-for'), reverse('implements')],
  event: [
    property('held'),
    forward('held-in'),
    forward('organised-by'),
    forward('edition-of'),
    property('theme'),
    reverse('participates-in'),
    reverse('signed-at'),
    reverse('presented-at'),
  ],
  project: [
    reverse('participates-in'),
    reverse('implements'),
    forward('located-in'),
    forward('produces'),
    reverse('invests-in'),
    reverse('supplies'),
    forward('under'),
  ],
  organisation: [
    property('legal-form'),
    property('sector'),
    forward('located-in'),
    forward('registered-in'),
    forward('resident-of'),
    reverse('owns'),
    forward('produces'),
    forward('owns'),
    forward('party-to'),
    forward('trades-on'),
  ],
  body: [reverse('member-of'), reverse('presides-over'), property('founded'), reverse('organised-by')],
  zone: [...TERRITORY, reverse('resident-of')],
  'industrial-park': [...TERRITORY, reverse('resident-of')],
  product: [
    property('hs-code'),
    reverse('produces'),
    reverse('exports-product'),
    forward('developed-by'),
    forward('originates-from'),
    reverse('demands'),
    reverse('uses'),
  ],
  brand: [reverse('owns'), forward('developed-by'), forward('originates-from'), reverse('uses')],
  commitment: [
    forward('promised-by'),
    forward('under'),
    property('due'),
    property('condition'),
    property('hope'),
  ],
};

/** One row: statements of a property, or the things at the other end of a relation. */
export interface KeyFact {
  readonly id: string;
  readonly label: string;
  readonly statements: readonly StatementOut[];
  readonly refs: readonly Ref[];
  /** Where the row stands, when one citation covers all of it. */
  readonly citation: Citation | null;
}

function single(citations: readonly Citation[]): Citation | null {
  const [first, ...others] = citations;
  const same = others.every((c) => c.source === first?.source && c.locator === first?.locator);
  return first !== undefined && same ? first : null;
}

/** Takes an entity and the reader's language; gives the rows at the head of its page, those with something in them. */
export function keyFacts(detail: EntityDetail, language: Language): KeyFact[] {
  return (ROWS[detail.kind] ?? []).flatMap((row): KeyFact[] => {
    if ('property' in row) {
      const said = detail.statements.filter(
        (statement) => statement.property === row.property && statement.rank !== 'deprecated',
      );
      const statements = inReadersLanguage(said, language);
      const [first] = statements;
      if (first === undefined) return [];
      const citation = single(statements.map((statement) => statement.citation));
      return [{ id: row.property, label: first.label, statements, refs: [], citation }];
    }
    const ties = detail.relations.filter(
      ({ relation, direction, rank }) =>
        relation === row.relation && direction === row.direction && rank !== 'deprecated',
    );
    const [first] = ties;
    if (first === undefined) return [];
    const refs = [...new Map(ties.map(({ other }) => [other.id, other])).values()];
    const citation = single(ties.map((tie) => tie.citation));
    return [{ id: `${row.relation}-${row.direction}`, label: first.label, statements: [], refs, citation }];
  });
}

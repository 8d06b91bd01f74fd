/**
 * Figures that count the things of a list: '800 documents in force' is how many agreements there are, of which the
 * registry names only some. Lists of these kinds say 'n of 800 known'.
 */
export interface Whole {
  readonly measure: string;
  /** The kind of the things counted. */
  readonly kind: string;
  /**
   * The relation by which a thing counts to the figure's area, from the thing to the area or, reversed, from the
   * area to the thing. Without one, a thing counts that lies in the area or concerns it.
   */
  readonly relation?: string;
  /** A list of all of the kind says it too, not only one narrowed to the area. */
  readonly ofAll?: boolean;
  /** Only figures of places count: an organisation's '450 twin cities' are not its own twins. */
  readonly ofPlaces?: boolean;
}

export const WHOLES: readonly Whole[] = [
  { measure: 'documents-in-force', kind: 'agreement', ofAll: true, ofPlaces: true },
  { measure: 'free-economic-zones', kind: 'zone', ofAll: true },
  { measure: 'residents', kind: 'organisation', relation: 'resident-of' },
  { measure: 'dealers', kind: 'organisation', relation: 'distributes-for' },
  { measure: 'exhibitors', kind: 'organisation', relation: 'participates-in' },
  { measure: 'accredited-members', kind: 'organisation', relation: 'trades-on' },
  { measure: 'plants', kind: 'organisation', relation: 'owns' },
  { measure: 'companies-with-foreign-capital', kind: 'organisation' },
  { measure: 'investment-projects', kind: 'project' },
  { measure: 'twin-cities', kind: 'city', relation: 'twin-of', ofPlaces: true },
  { measure: 'member-cities', kind: 'city', relation: 'member-of' },
  { measure: 'partner-regions', kind: 'region', relation: 'cooperates-with', ofPlaces: true },
];

import type { CommitmentRow } from '#registry/read/commitments.ts';
import type { CommitmentItem } from '#wire/registry.ts';
import { citationOut, nullableRef, type Presenter, periodOut, refOf, textOf } from './common.ts';
import { stateOf } from './entity.ts';

export function commitmentItem(row: CommitmentRow, presenter: Presenter): CommitmentItem {
  return {
    id: row.id,
    name: textOf(row.name, presenter) || row.id,
    state: stateOf('commitment', row.state ?? 'planned', presenter) ?? { id: '', label: '', tone: 'open' },
    due: periodOut(row.due),
    overdue: row.overdue,
    hope: row.hope,
    who: row.who.map((id) => refOf(id, presenter)),
    under: nullableRef(row.under, presenter),
    target: row.target,
    citation: citationOut(row, presenter),
  };
}

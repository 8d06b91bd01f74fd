import { Link } from '@tanstack/react-router';
import type { Ref } from '#wire/common.ts';
import { TitleIn } from './title-in.tsx';

/** A named thing, leading to its page; a source leads to the page of all that rests on it. */
export function EntityLink({ entity, className }: { entity: Ref; className?: string }) {
  const more = className === undefined ? {} : { className };
  return entity.kind === 'source' ? (
    <Link to="/sources/$id" params={{ id: entity.id }} {...more}>
      <TitleIn lang={entity.nameLang}>{entity.name}</TitleIn>
    </Link>
  ) : (
    <Link to="/entities/$id" params={{ id: entity.id }} {...more}>
      {entity.name}
    </Link>
  );
}

/** Several of them in a line, separated as lists are in running text; beyond `most`, how many more there are. */
export function EntityLinks({ entities, most }: { entities: readonly Ref[]; most?: number }) {
  // One more than fits takes no more room than saying so.
  const shown = most !== undefined && entities.length > most + 1 ? entities.slice(0, most) : entities;
  return (
    <>
      {shown.map((entity, index) => (
        <span key={entity.id}>
          {index > 0 && ', '}
          <EntityLink entity={entity} />
        </span>
      ))}
      {shown.length < entities.length && (
        <span
          title={entities
            .slice(shown.length)
            .map(({ name }) => name)
            .join(', ')}
        >
          {' '}
          +{entities.length - shown.length}
        </span>
      )}
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { figureTitle } from '#web/ui/figure-title.ts';
import { Loaded } from '#web/ui/states.tsx';

/** All that is known of one figure. */
export function FigureCard({ id }: { id: string }) {
  const query = useQuery(questions.figure(useLanguage(), id));
  return (
    <Loaded query={query}>
      {({ figure }) => (
        <article>
          <h2>{figureTitle(figure)}</h2>
          <p>{figure.text}</p>
        </article>
      )}
    </Loaded>
  );
}

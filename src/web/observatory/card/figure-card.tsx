import { useQuery } from '@tanstack/react-query';
import { questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { figureTitle } from '#web/ui/figure-title.ts';
import { Loaded } from '#web/ui/states.tsx';
import { capital } from '#web/ui/words.ts';
import classes from './card.module.css';
import { FigureBody } from './figure-body.tsx';

/** All that is known of one figure, as a card beside a page. */
export function FigureCard({ id }: { id: string }) {
  const language = useLanguage();
  const query = useQuery(questions.figure(language, id));
  return (
    <Loaded query={query}>
      {(detail) => (
        <article className={classes.card}>
          <h2 className={classes.title}>{capital(figureTitle(detail.figure), language)}</h2>
          <FigureBody detail={detail} level={3} />
        </article>
      )}
    </Loaded>
  );
}

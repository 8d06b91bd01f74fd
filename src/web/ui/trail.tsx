import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './trail.module.css';

/** One step of the breadcrumb: a word and where it leads. */
export interface TrailStep {
  readonly label: string;
  readonly link: LinkProps;
}

export function Trail({ steps }: { steps: readonly TrailStep[] }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('frame.trail')}>
      <ol className={classes.trail}>
        {steps.map((step) => (
          <li key={step.label}>
            <Link {...step.link}>{step.label}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

import { useTranslation } from 'react-i18next';
import type { RemarkOut } from '#wire/registry.ts';
import { Cites } from './cites.tsx';
import { Doubt } from './doubt.tsx';
import { EntityLinks } from './entity-link.tsx';
import { FigureLink } from './figure.tsx';
import { FirstFew } from './first-few.tsx';
import classes from './remarks.module.css';

const SEVERITIES = ['contradiction', 'misprint', 'doubt'];

/** The gravest first. */
export function bySeverity(a: RemarkOut, b: RemarkOut): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}

/** Doubts and contradictions in full view, each with its place, the things it concerns and its figures. */
export function Remarks({
  remarks,
  subject,
  most = 3,
}: {
  remarks: readonly RemarkOut[];
  /** The page's own subject, which need not be repeated. */
  subject?: string;
  most?: number;
}) {
  return (
    <FirstFew items={[...remarks].sort(bySeverity)} most={most}>
      {(shown) => (
        <ul className={classes.remarks}>
          {shown.map((remark) => (
            <li key={remark.id}>
              <Doubt text={remark.text} severity={remark.severity} />
              <Where remark={remark} {...(subject === undefined ? {} : { subject })} />
            </li>
          ))}
        </ul>
      )}
    </FirstFew>
  );
}

function Where({ remark, subject }: { remark: RemarkOut; subject?: string }) {
  const { t } = useTranslation();
  const others = remark.entities.filter(({ id }) => id !== subject);
  return (
    <div className={classes.where}>
      <Cites citations={[remark.citation]} />
      {others.length > 0 && (
        <span>
          {t('part.labelled', { label: t('part.concerns') })} <EntityLinks entities={others} />
        </span>
      )}
      {remark.figures.map((id, at) => (
        <FigureLink key={id} id={id} label={t('frame.figureCard')} className={classes.figure ?? ''}>
          {t('part.figureConcerned')}
          {remark.figures.length > 1 && ` ${at + 1}`}
        </FigureLink>
      ))}
    </div>
  );
}

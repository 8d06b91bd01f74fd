import { type ReactNode, useEffect, useRef, useState } from 'react';
import classes from './market.module.css';

/** Lets a wide table be moved sideways on a narrow screen, by keyboard too where there is something to move. */
export function Scroll({ children }: { children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const [isWider, tell] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const look = (): void => tell(element.scrollWidth > element.clientWidth);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return (
    // What scrolls must be reached by keyboard.
    <div ref={frame} className={classes.scroll} {...(isWider ? { tabIndex: 0 } : {})}>
      {children}
    </div>
  );
}

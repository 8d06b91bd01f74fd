/** Gives the time in whole microseconds since 1970. Time is a parameter of the journal, so that tests can turn it. */
export type Clock = () => number;

/** The machine's clock, finer than Date's milliseconds, and following it when it is set. */
export function systemClock(): Clock {
  let offset = Date.now() - performance.now();
  return () => {
    const fine = performance.now() + offset;
    const coarse = Date.now();
    // Date gives the milliseconds that have begun; apart from that the two differ only if the clock was set.
    if (fine < coarse - 1 || fine > coarse + 2) {
      offset = coarse - performance.now();
      return coarse * 1000;
    }
    return Math.floor(fine * 1000);
  };
}

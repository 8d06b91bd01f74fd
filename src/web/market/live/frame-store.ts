/**
 * A value that changes faster than a screen is drawn: whoever shows it is told once a frame, of the last. In a tab that
 * is not seen nothing is drawn, and the value is there when it is seen again.
 */
type Frame = (callback: () => void) => void;

const drawn: Frame =
  typeof requestAnimationFrame === 'function'
    ? (callback) => requestAnimationFrame(callback)
    : (callback) => setTimeout(callback, 16);

const waiting = new Set<() => void>();
let asked = false;

function flush(): void {
  asked = false;
  const all = [...waiting];
  waiting.clear();
  for (const tell of all) tell();
}

function nextFrame(tell: () => void): void {
  waiting.add(tell);
  if (asked) return;
  asked = true;
  drawn(flush);
}

export class FrameStore<T> {
  #now: T;
  #shown: T;
  readonly #listeners = new Set<() => void>();
  readonly #tell = (): void => {
    this.#shown = this.#now;
    for (const listener of [...this.#listeners]) listener();
  };

  constructor(value: T) {
    this.#now = value;
    this.#shown = value;
  }

  /** The value as it is now, for who goes on from it. */
  get now(): T {
    return this.#now;
  }

  set(value: T): void {
    if (value === this.#now) return;
    this.#now = value;
    nextFrame(this.#tell);
  }

  /** The value as it was drawn last, for `useSyncExternalStore`. */
  readonly shown = (): T => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    // Who comes first sees it as it is, not as others saw it last.
    if (this.#listeners.size === 0) this.#shown = this.#now;
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }
}

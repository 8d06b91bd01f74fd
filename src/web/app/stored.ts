/** Choices of the reader that stay in this browser. A browser may forbid storage; then they last until reload. */
type Choice = 'language' | 'shortcuts' | 'confirm-orders';

export function stored(choice: Choice): string | null {
  try {
    return window.localStorage.getItem(`kirmash.${choice}`);
  } catch {
    return null;
  }
}

export function store(choice: Choice, value: string): void {
  try {
    window.localStorage.setItem(`kirmash.${choice}`, value);
  } catch {
    // The page works the same; only the choice is not remembered.
  }
}

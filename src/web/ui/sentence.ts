/** Labels of the vocabulary begin in lower case, because they also stand inside sentences; headings begin large. */
export function sentence(label: string): string {
  const first = label.slice(0, 1);
  return first === '' ? '' : first.toLocaleUpperCase() + label.slice(1);
}

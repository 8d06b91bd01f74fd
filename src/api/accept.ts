/** What the caller would rather have: a table or JSON (RFC 9110, section 12.5.1). */

/** The quality that the header gives a media type, by its most specific range. */
function quality(header: string, type: string): number {
  const [main] = type.split('/');
  let best = { specificity: -1, quality: 0 };
  for (const part of header.split(',')) {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const specificity = range === type ? 2 : range === `${main}/*` ? 1 : range === '*/*' ? 0 : -1;
    if (specificity <= best.specificity) continue;
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    const value = weight === undefined ? 1 : Number(weight.slice(2));
    best = { specificity, quality: value >= 0 && value <= 1 ? value : 0 };
  }
  return best.quality;
}

/** Whether `Accept` rates text/csv above JSON. */
export function prefersTable(header: string | undefined): boolean {
  if (header === undefined) return false;
  return quality(header, 'text/csv') > quality(header, 'application/json');
}

/** The catalogue of errors for readers: as Markdown for the documents, as a page for the browser. */
import { ERRORS } from './errors.ts';

const INTRODUCTION =
  'Every error of the API is answered as problem details (RFC 9457, `application/problem+json`) with a `code` that ' +
  'does not change between versions. `detail` says what was wrong this time; `errors` lists the fields, where ' +
  'fields are wrong.';

/** Gives `docs/reference/errors.md`. */
export function errorsAsMarkdown(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, { status, title, remedy }]) =>
      `| <a id="${code}"></a>\`${code}\` | ${status} | ${title}. | ${remedy} |`,
  );
  return [
    '# Errors of the API',
    '',
    '<!-- Made by scripts/generate-errors.ts from src/api/errors.ts. -->',
    '',
    INTRODUCTION,
    '',
    '| code | status | meaning | what to do |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/`([^`]*)`/g, '<code>$1</code>');
}

/** Gives the page to which the `type` of a problem leads. */
export function errorsAsPage(): string {
  const entries = Object.entries(ERRORS).map(
    ([code, { status, title, remedy }]) =>
      `<h2 id="${code}"><code>${code}</code> (${status})</h2><p>${escaped(title)}. ${escaped(remedy)}</p>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Kirmash: errors of the API</title>
<meta name="viewport" content="width=device-width"><style>
:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
h2{font-size:1rem;margin:1.5rem 0 0}:target{text-decoration:underline}p{margin:0}</style></head>
<body><h1>Errors of the API</h1><p>${escaped(INTRODUCTION)}</p>${entries.join('\n')}</body></html>`;
}

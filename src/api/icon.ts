/** Kirmash's sign, the same as the web application's, for pages that the server makes itself. */
export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><title>Kirmash</title><style>path{fill:#2c58a8}@media(prefers-color-scheme:dark){path{fill:#8fb2f2}}</style><path d="M16 1 20 9 16 13 12 9ZM31 16 23 20 19 16 23 12ZM16 31 12 23 16 19 20 23ZM1 16 9 12 13 16 9 20ZM6 6l6 1-5 5ZM26 6l-1 6-5-5ZM26 26l-6-1 5-5ZM6 26l1-6 5 5Z"/></svg>';

/**
 * Text frames of WebSocket (RFC 6455) as strings of bytes: many messages of one connection become one write, which is
 * what most of the work of answering small requests would be else. All else of the protocol is the library's.
 */
const TEXT_WHOLE = '\x81';
const LENGTH_16 = '\x7e';
const LENGTH_64 = '\x7f\0\0\0\0';
const SHORTEST_16 = 126;
const SHORTEST_64 = 65_536;

/** Can the text be sent as bytes as it is? */
export function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

function bytes(number: number, count: number): string {
  let text = '';
  for (let place = count - 1; place >= 0; place -= 1)
    text += String.fromCharCode((number >>> (place * 8)) & 0xff);
  return text;
}

/** A message of ASCII from a server, as one frame: a string of which each character is a byte. */
export function textFrame(text: string): string {
  const { length } = text;
  if (length < SHORTEST_16) return TEXT_WHOLE + String.fromCharCode(length) + text;
  if (length < SHORTEST_64) return TEXT_WHOLE + LENGTH_16 + bytes(length, 2) + text;
  return TEXT_WHOLE + LENGTH_64 + bytes(length, 4) + text;
}

/** What may be uploaded: told by its content, never by its name or by what the sender says that it is. */

export const UPLOAD_BYTES = 10 * 1024 * 1024;
export const MOST_DOCUMENTS = 30;

export type MediaType = 'application/pdf' | 'image/jpeg' | 'image/png';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PNG_END = Buffer.from('IEND');
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const TAIL_BYTES = 1024;

/** The kind of a file by how it begins and ends; null for what is none of those that are taken, or is cut short. */
export function mediaTypeOf(content: Buffer): MediaType | null {
  const tail = content.subarray(-TAIL_BYTES);
  if (content.subarray(0, 5).equals(Buffer.from('%PDF-')) && tail.includes('%%EOF')) return 'application/pdf';
  if (content.subarray(0, 8).equals(PNG) && tail.includes(PNG_END)) return 'image/png';
  if (content.subarray(0, 3).equals(JPEG) && tail.includes(Buffer.from([0xff, 0xd9]))) return 'image/jpeg';
  return null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what names are rid of.
const UNFIT = /[\u0000-\u001f\u007f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A file's name without folders, control characters and what turns the direction of writing. */
export function plainFileName(name: string): string {
  const plain = name.normalize('NFC').replace(UNFIT, '_').trim().slice(0, 120);
  return plain === '' ? 'document' : plain;
}

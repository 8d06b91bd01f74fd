/**
 * A failure that its reader can do something about: a folder that can't be written, a port that is taken,
 * a database of a newer version. The message is one whole sentence that names the thing and the way out;
 * the command line prints it alone, without a stack trace. Everything else that is thrown is a fault in Kirmash.
 */
export class Failure extends Error {
  override readonly name: string = 'Failure';
}

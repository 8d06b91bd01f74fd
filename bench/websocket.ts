/**
 * A WebSocket client with next to no cost of its own, so that a benchmark measures the server: text messages only,
 * everything that one read brings is answered in one write, and the mask is zero, which leaves the bytes as they are.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

const TEXT = 0x81;
const CLOSE = 0x8;
const PING = 0x9;
const MASKED = 0x80;
const BUFFER_BYTES = 1 << 20;

export class LightSocket {
  readonly #socket: Socket;
  /** Bytes of a message that has not come whole yet. */
  #rest: Buffer = Buffer.alloc(0);
  #out = Buffer.allocUnsafe(BUFFER_BYTES);
  #length = 0;
  #reading = false;
  closed = false;
  onMessage: (text: string) => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Opens a connection. Errors: what the network says; Error where the server refuses. */
  static async open(port: number, path: string): Promise<LightSocket> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const light = new LightSocket(socket);
    socket.on('close', () => {
      light.closed = true;
    });
    await new Promise<void>((resolve, reject) => {
      let head = '';
      const onData = (data: Buffer): void => {
        head += data.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        socket.off('data', onData);
        if (!head.startsWith('HTTP/1.1 101')) reject(new Error(head.slice(0, 100)));
        socket.on('data', (more: Buffer) => light.#read(more));
        light.#read(Buffer.from(head.slice(end + 4), 'latin1'));
        resolve();
      };
      socket.on('data', onData);
      socket.on('error', reject);
      socket.write(
        `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: upgrade\r\nupgrade: websocket\r\n` +
          `sec-websocket-version: 13\r\nsec-websocket-key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
      );
    });
    socket.on('error', () => {});
    return light;
  }

  /** Sends a text of ASCII; within `onMessage` it goes out with all others of that read. */
  send(text: string): void {
    const most = text.length + 14;
    if (this.#length + most > this.#out.length) this.#flush();
    if (most > this.#out.length) this.#out = Buffer.allocUnsafe(most * 2);
    const out = this.#out;
    let at = this.#length;
    out[at++] = TEXT;
    if (text.length < 126) out[at++] = MASKED | text.length;
    else if (text.length < 65_536) {
      out[at++] = MASKED | 126;
      at = out.writeUInt16BE(text.length, at);
    } else {
      out[at++] = MASKED | 127;
      at = out.writeBigUInt64BE(BigInt(text.length), at);
    }
    out.fill(0, at, at + 4);
    at += 4;
    this.#length = at + out.write(text, at, 'latin1');
    if (!this.#reading) this.#flush();
  }

  close(): void {
    this.#socket.destroy();
  }

  #flush(): void {
    if (this.#length === 0) return;
    this.#socket.write(this.#out.subarray(0, this.#length));
    // The bytes are the socket's until it has written them.
    if (this.#socket.writableLength > 0) this.#out = Buffer.allocUnsafe(BUFFER_BYTES);
    this.#length = 0;
  }

  #read(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    this.#reading = true;
    while (bytes.length - at >= 2) {
      let length = (bytes[at + 1] as number) & 0x7f;
      let head = 2;
      if (length === 126) {
        if (bytes.length - at < 4) break;
        length = bytes.readUInt16BE(at + 2);
        head = 4;
      } else if (length === 127) {
        if (bytes.length - at < 10) break;
        length = Number(bytes.readBigUInt64BE(at + 2));
        head = 10;
      }
      if (bytes.length - at < head + length) break;
      const kind = (bytes[at] as number) & 0xf;
      if (kind === 1) this.onMessage(bytes.toString('latin1', at + head, at + head + length));
      else if (kind === PING) this.#socket.write(Buffer.of(0x8a, MASKED, 0, 0, 0, 0));
      else if (kind === CLOSE) this.close();
      at += head + length;
    }
    this.#reading = false;
    this.#rest = at === bytes.length ? Buffer.alloc(0) : Buffer.from(bytes.subarray(at));
    this.#flush();
  }
}

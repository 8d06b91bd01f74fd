/** A TCP proxy before PostgreSQL that loses answers, or requests, and closes the connection then. */
import { connect, createServer, type Socket } from 'node:net';

/** What it does with the next request that begins an insert into the journal. */
export type Cut = 'answer' | 'request' | 'half request';

export interface CuttingProxy {
  readonly port: number;
  /** The server behind it. */
  target: number;
  /** Loses the next frame's answer or request. Gives false while one that was asked for has not come. */
  cut(what: Cut): boolean;
  /** How often something was lost. */
  readonly cuts: number;
  /** Frames that were sent to the server and are not answered yet. */
  readonly underWay: number;
  /** Calls a function as soon as the next frame has been sent to the server. Gives false while another waits for that. */
  whenSent(sent: () => void): boolean;
  close(): Promise<void>;
}

// The statement's name stands in the message that binds its values.
const APPEND = Buffer.from('journal-append');

export async function startProxy(target: number): Promise<CuttingProxy> {
  let next: Cut | undefined;
  let cuts = 0;
  let underWay = 0;
  let sent: (() => void) | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(proxy.target, '127.0.0.1');
    let losing = false;
    let appending = false;
    const settle = (): void => {
      if (appending) underWay -= 1;
      appending = false;
    };
    const end = (): void => {
      settle();
      client.destroy();
      upstream.destroy();
      sockets.delete(client);
      sockets.delete(upstream);
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', end);
    }
    client.on('data', (bytes: Buffer) => {
      const appends = bytes.includes(APPEND);
      if (next === undefined || !appends) {
        upstream.write(bytes);
        if (!appends) return;
        if (!appending) underWay += 1;
        appending = true;
        const tell = sent;
        sent = undefined;
        tell?.();
        return;
      }
      const cut = next;
      next = undefined;
      cuts += 1;
      if (cut === 'answer') {
        losing = true;
        upstream.write(bytes);
        return;
      }
      // Half of the request, then the end: the server must not make anything of it.
      if (cut === 'half request') upstream.write(bytes.subarray(0, bytes.length >> 1), end);
      else end();
    });
    upstream.on('data', (bytes) => {
      // It has answered, so it has committed; nobody will know from this connection.
      if (losing) end();
      else {
        settle();
        client.write(bytes);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy = {
    port: (server.address() as { port: number }).port,
    target,
    cut(what: Cut): boolean {
      if (next !== undefined) return false;
      next = what;
      return true;
    },
    get cuts() {
      return cuts;
    },
    get underWay() {
      return underWay;
    },
    whenSent(tell: () => void): boolean {
      if (sent !== undefined) return false;
      sent = tell;
      return true;
    },
    async close(): Promise<void> {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
  return proxy;
}

/** The part of npm's `ws` that the benchmark uses: it comes with the WebSocket plugin of the server, without types. */
export interface Socket {
  on(event: 'message', listener: (data: Buffer) => void): void;
  on(event: 'open' | 'close', listener: () => void): void;
  on(event: 'error', listener: (error: Error) => void): void;
  send(text: string): void;
  close(): void;
}

interface Module {
  WebSocket: new (address: string, options: object) => Socket;
  WebSocketServer: new (
    options: { port: number; host: string; perMessageDeflate: boolean },
    listening: () => void,
  ) => {
    on(event: 'connection', listener: (socket: Socket) => void): void;
    address(): { port: number };
  };
}

const PACKAGE = 'ws';
export const { WebSocket, WebSocketServer } = (await import(PACKAGE)) as Module;

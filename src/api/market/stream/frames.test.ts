import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { isAscii, textFrame } from './frames.ts';

test('frames of all lengths are read by a client as the library’s own are, in their order', async () => {
  const texts = [0, 1, 125, 126, 127, 255, 256, 65_535, 65_536, 70_000, 16_777_300].map((length) =>
    'a'.repeat(length),
  );
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  server.on('connection', (socket, { socket: raw }) => {
    socket.send('before');
    raw.write(texts.map(textFrame).join(''), 'latin1');
    socket.send('after');
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const client = new WebSocket(`ws://127.0.0.1:${(http.address() as { port: number }).port}`, {
    perMessageDeflate: false,
  });
  const heard: string[] = [];
  client.on('message', (data: Buffer) => {
    heard.push(data.toString());
    if (heard.at(-1) === 'after') client.close();
  });
  await once(client, 'close');
  expect(heard.map(({ length }) => length)).toEqual(
    ['before', ...texts, 'after'].map(({ length }) => length),
  );
  expect(heard[1 + 3]).toBe(texts[3]);
  server.close();
  http.close();
});

test('what is more than ASCII is told apart', () => {
  expect(isAscii('{"id":1}')).toBe(true);
  for (const text of ['é', '€', '💶', '\u0080']) expect(isAscii(text)).toBe(false);
});

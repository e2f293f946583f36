import { connect, createServer, type Server, type Socket } from 'node:net';
import { FastClock, seededRandom, systemClock } from '@musubi/base';
import { afterEach, expect, test } from 'vitest';
import { TcpFaultProxy } from './tcp-fault-proxy.ts';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A server that echoes, and a proxy before it. */
async function stage(clock = systemClock as FastClock | typeof systemClock) {
  const server: Server = createServer((socket) => {
    socket.on('error', () => {});
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const targetPort = typeof address === 'object' && address ? address.port : 0;
  const proxy = new TcpFaultProxy({ targetPort, clock, random: seededRandom(5) });
  const port = await proxy.open();
  closers.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  closers.push(() => proxy.close());
  return { proxy, port };
}

class Client {
  readonly socket: Socket;
  heard = '';
  closed = false;
  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('error', () => {});
    this.socket.setEncoding('latin1');
    this.socket.on('data', (text: string) => {
      this.heard += text;
    });
    this.socket.on('close', () => {
      this.closed = true;
    });
    closers.push(() => void this.socket.destroy());
  }
  async until(condition: () => boolean) {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.socket.once('data', () => resolve());
        this.socket.once('close', () => resolve());
      });
    }
  }
}

test('a sound wire passes all bytes in order', async () => {
  const { port } = await stage();
  const client = new Client(port);
  const text = Array.from({ length: 20_000 }, (_, i) => `${i},`).join('');
  client.socket.write(text);
  await client.until(() => client.heard.length === text.length);
  expect(client.heard).toBe(text);
});

test('latency holds bytes back in each direction', async () => {
  const clock = new FastClock();
  const { proxy, port } = await stage(clock);
  const client = new Client(port);
  client.socket.write('a');
  await client.until(() => client.heard === 'a');
  proxy.set({ latencyMs: 200 });
  client.socket.write('b');
  while (client.heard !== 'ab') await clock.advance(50);
  expect(clock.monotonic()).toBeGreaterThanOrEqual(400);
});

test('a cut resets the connection and refuses new ones until healed', async () => {
  const { proxy, port } = await stage();
  const client = new Client(port);
  client.socket.write('a');
  await client.until(() => client.heard === 'a');
  proxy.cut(true);
  await client.until(() => client.closed);
  const refused = new Client(port);
  await refused.until(() => refused.closed);
  proxy.heal();
  const again = new Client(port);
  again.socket.write('b');
  await again.until(() => again.heard === 'b');
});

test('a frozen wire stays open and gives all afterwards', async () => {
  const { proxy, port } = await stage();
  const client = new Client(port);
  client.socket.write('a');
  await client.until(() => client.heard === 'a');
  proxy.set({ frozen: true });
  client.socket.write('b');
  const other = new Client(port);
  other.socket.write('c');
  await new Promise<void>((resolve) => setImmediate(resolve));
  expect([client.heard, client.closed, other.heard]).toEqual(['a', false, '']);
  proxy.heal();
  await client.until(() => client.heard === 'ab');
  await other.until(() => other.heard === 'c');
});

test('bytes are doubled and turned over when told so', async () => {
  const { proxy, port } = await stage();
  const client = new Client(port);
  proxy.set({ duplicateOneIn: 1 });
  client.socket.write('x');
  await client.until(() => client.heard.length === 4);
  expect(client.heard).toBe('xxxx');
  proxy.set({ duplicateOneIn: 0, corruptOneIn: 1 });
  client.heard = '';
  client.socket.write('yz');
  await client.until(() => client.heard.length === 2);
  expect(client.heard).not.toBe('');
  expect(proxy.connections).toBe(1);
});

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FastClock, silentLog } from '@musubi/base';
import { Aedes } from 'aedes';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoPlan } from './plan.ts';
import { runDemoFactory } from './run.ts';

interface Heard {
  user: string;
  time: number;
  values: Record<string, unknown>;
}

/** The product's doors as a device sees them: a broker, an HTTP address, a watched folder; and an SHDR client. */
class Doors {
  readonly heard: Heard[] = [];
  readonly shdr: string[] = [];
  folder = '';
  #mqtt: Server | undefined;
  #http: HttpServer | undefined;
  #broker: Aedes | undefined;
  #sockets = new Set<Socket>();

  async open(ports = { mqtt: 0, http: 0 }) {
    const broker = await Aedes.createBroker();
    broker.authenticate = (_client, user, password, done) =>
      done(null, password?.toString() === `secret-${user}`);
    broker.authorizePublish = (_client, packet, done) => {
      const user = packet.topic.split('/')[1] ?? '';
      this.heard.push({ user, ...JSON.parse(packet.payload.toString()) });
      done(null);
    };
    this.#broker = broker;
    this.#mqtt = createServer((socket) => {
      this.#sockets.add(socket);
      broker.handle(socket);
    });
    this.#http = createHttpServer(async (request, answer) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const token = request.headers.authorization?.replace('Bearer secret-', '') ?? '';
      for (const message of JSON.parse(body)) this.heard.push({ user: token, ...message });
      answer.end('{}');
    });
    return { mqtt: await listen(this.#mqtt, ports.mqtt), http: await listen(this.#http, ports.http) };
  }

  async close() {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#broker?.close(resolve));
    this.#http?.closeAllConnections();
    await new Promise<void>((resolve) => this.#mqtt?.close(() => resolve()));
    await new Promise<void>((resolve) => this.#http?.close(() => resolve()));
  }

  listenToShdr(port: number): Socket {
    const socket = connect(port, '127.0.0.1');
    socket.setEncoding('utf8');
    socket.on('error', () => {});
    socket.on('data', (text: string) => this.shdr.push(...text.split('\n').filter(Boolean)));
    return socket;
  }

  keysOf(user: string): Set<string> {
    return new Set(
      this.heard.filter((one) => one.user === user).flatMap(({ values }) => Object.keys(values)),
    );
  }
}

function listen(server: Server | HttpServer, port: number): Promise<number> {
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

let doors: Doors;
let folder: string;
const stop: AbortController[] = [];

beforeEach(async () => {
  doors = new Doors();
  folder = await mkdtemp(join(tmpdir(), 'musubi-world-'));
});
afterEach(async () => {
  for (const controller of stop.splice(0)) controller.abort();
  await doors.close();
  await rm(folder, { recursive: true, force: true });
});

async function start() {
  const ports = await doors.open();
  const shdrPort = await freePort();
  const clock = new FastClock(Date.UTC(2026, 2, 4, 3));
  const controller = new AbortController();
  stop.push(controller);
  const credentials = Object.fromEntries(
    demoPlan('en').devices.map(({ key }) => [key, { user: key, secret: `secret-${key}` }]),
  );
  const running = runDemoFactory(
    {
      endpoints: {
        mqtt: `mqtt://127.0.0.1:${ports.mqtt}`,
        http: `http://127.0.0.1:${ports.http}`,
        shdrPort,
        folder,
      },
      credentials,
      clock,
      log: silentLog,
    },
    controller.signal,
  );
  return { ports, shdrPort, clock, controller, running };
}

/** Lets factory time pass until `condition` holds; real sockets need real turns of the loop between. */
async function until(clock: FastClock, condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await clock.advance(250);
}

test('every device of the plan delivers every series of it, each by its own protocol', async () => {
  const { shdrPort, clock, controller, running } = await start();
  await clock.advance(1_000);
  const socket = doors.listenToShdr(shdrPort);
  const plan = demoPlan('en');
  for (const device of plan.devices) {
    if (device.way !== 'mqtt' && device.way !== 'http') continue;
    await until(clock, () => doors.keysOf(device.key).size === device.series.length);
    expect(doors.keysOf(device.key)).toEqual(new Set(device.series.map(({ key }) => key)));
  }
  await until(clock, () => doors.shdr.some((line) => line.includes('|partcount|')));
  for (const { key } of plan.devices.find(({ way }) => way === 'shdr')!.series) {
    expect(doors.shdr.some((line) => line.includes(`|${key}|`))).toBe(true);
  }
  await until(clock, async () => (await readdir(folder)).filter((name) => name.endsWith('.csv')).length >= 2);
  const [, second] = (await readdir(folder)).filter((name) => name.endsWith('.csv')).sort();
  const rows = (await readFile(join(folder, second!), 'utf8')).trim().split('\r\n');
  expect(rows[0]).toBe('time,pressure,current,outlet_temperature,loaded');
  expect(rows.length).toBeGreaterThan(10);
  socket.destroy();
  controller.abort();
  await running;
});

test('when the product restarts nothing that was measured meanwhile is lost', async () => {
  const { ports, clock, controller, running } = await start();
  const of = (user: string) => doors.heard.filter((one) => one.user === user);
  await until(clock, () => of('press').length > 5 && of('moulding').length > 5);
  await doors.close();
  const away = clock.now();
  await clock.advance(120_000);
  const back = clock.now();
  await doors.open(ports);
  const told = (user: string) => of(user).some(({ time }) => time > back);
  await until(clock, () => told('press') && told('moulding'));
  for (const user of ['press', 'moulding']) {
    const meanwhile = of(user).filter(({ time }) => time > away && time < back);
    // The current or the injection pressure is measured every two seconds.
    expect(new Set(meanwhile.map(({ time }) => time)).size).toBeGreaterThanOrEqual(59);
  }
  controller.abort();
  await running;
});

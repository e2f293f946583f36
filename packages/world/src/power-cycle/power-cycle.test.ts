import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog, systemClock } from '@musubi/base';
import { Aedes } from 'aedes';
import { expect, test } from 'vitest';
import { judge, type StoredValue } from './judge.ts';
import { COUNTER, type SentValue } from './messages.ts';
import { cycleActions, runPowerCycles } from './power-cycle.ts';

/** The least a product must do: connect again, watch the age of what it hears, keep each (value, time) once. */
class LeastConsumer {
  readonly stored: StoredValue[] = [];
  readonly #keys = new Set<string>();
  #socket: Socket | undefined;
  #over = false;

  async run(port: number): Promise<void> {
    while (!this.#over) {
      await this.#listen(port);
      await systemClock.sleep(50);
    }
  }

  stop(): void {
    this.#over = true;
    this.#socket?.destroy();
  }

  #listen(port: number): Promise<void> {
    return new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      this.#socket = socket;
      // The age of data, not the state of the socket: a frozen source keeps its socket open.
      socket.setTimeout(1_500, () => socket.destroy());
      socket.setEncoding('utf8');
      let rest = '';
      socket.on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) this.#keep(line);
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve());
    });
  }

  #keep(line: string): void {
    const [stamp, key, value] = line.split('|');
    if (key !== COUNTER || this.#keys.has(`${stamp}${value}`)) return;
    this.#keys.add(`${stamp}${value}`);
    this.stored.push({ value: Number(value), time: Date.parse(stamp ?? '') });
  }
}

test('a source that is killed, frozen, restarted, slow and late is stored again each time, nothing twice', {
  timeout: 120_000,
}, async () => {
  const consumer = new LeastConsumer();
  let running: Promise<void> | undefined;
  const result = await runPowerCycles(
    {
      plan: { protocol: 'shdr', port: 0, heartbeatMs: 1_000 },
      cycles: 2 * cycleActions.length,
      everyMs: 20,
      outageMs: 150,
      freezeMs: 1_800,
      clock: systemClock,
      log: silentLog,
      onPort: (port) => {
        running = consumer.run(port);
      },
      newest: () => consumer.stored.reduce((most, { value }) => Math.max(most, value), 0),
    },
    AbortSignal.timeout(110_000),
  );
  consumer.stop();
  await running;
  expect(result.cycles.map(({ action }) => action)).toEqual([...cycleActions, ...cycleActions]);
  const verdict = judge(result.sent, consumer.stored, result.cycles);
  expect(verdict.duplicates).toEqual([]);
  expect(verdict.invented).toEqual([]);
  // The last values may still have been on their way when the consumer stopped.
  const end = Math.max(...consumer.stored.map(({ time }) => time));
  expect(verdict.lost.filter(({ time }) => time <= end)).toEqual([]);
  expect(new Set(result.sent.map(({ session }) => session)).size).toBe(5);
});

test('a publisher with a journal loses nothing, however it is killed', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'musubi-power-'));
  const broker = await Aedes.createBroker();
  const stored: StoredValue[] = [];
  const keys = new Set<string>();
  broker.authorizePublish = (_client, packet, done) => {
    const { time, values } = JSON.parse(packet.payload.toString());
    const key = `${time}/${values[COUNTER]}`;
    // At least once on the wire, once in the store.
    if (!keys.has(key)) stored.push({ value: values[COUNTER], time });
    keys.add(key);
    done(null);
  };
  const server = createServer(broker.handle);
  const port = await listen(server);
  const result = await runPowerCycles(
    {
      plan: {
        protocol: 'mqtt',
        url: `mqtt://127.0.0.1:${port}`,
        user: 'cycled',
        secret: 'any',
        topic: 'musubi/cycled',
        journal: join(folder, 'journal'),
      },
      cycles: cycleActions.length,
      everyMs: 20,
      outageMs: 150,
      freezeMs: 1_800,
      clock: systemClock,
      log: silentLog,
      newest: () => stored.reduce((most, { value }) => Math.max(most, value), 0),
    },
    AbortSignal.timeout(110_000),
  );
  const verdict = judge(result.sent, stored, result.cycles);
  // The last value of a session may have been killed between its telling and its journal.
  const lastOf = new Map(result.sent.map(({ session, value }) => [session, value]));
  expect(verdict.missing.filter(({ session, value }) => lastOf.get(session) !== value)).toEqual([]);
  expect(verdict.duplicates).toEqual([]);
  expect(verdict.invented).toEqual([]);
  await new Promise<void>((resolve) => broker.close(resolve));
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await rm(folder, { recursive: true, force: true });
});

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

test('the judge tells loss from outage, and finds what was doubled or invented', () => {
  const sent: SentValue[] = Array.from({ length: 100 }, (_, i) => ({
    value: i,
    time: i * 1_000,
    session: 1,
    heard: true,
  }));
  const stored = sent.filter(({ value }) => value !== 5 && !(value >= 40 && value < 50));
  const cycles = [
    { action: 'kill' as const, session: 1, outage: { from: 41_000, to: 48_000 }, recoveryMs: 1_500 },
  ];
  const verdict = judge(sent, [...stored, { value: 7, time: 7_000 }, { value: 8, time: 8_001 }], cycles);
  expect(verdict.missing).toHaveLength(11);
  expect(verdict.lost.map(({ value }) => value)).toEqual([5]);
  expect(verdict.duplicates).toEqual([7, 8]);
  expect(verdict.invented).toEqual([{ value: 8, time: 8_001 }]);
  expect(verdict.gaps).toEqual([
    { from: 5_000, to: 5_000, values: 1 },
    { from: 40_000, to: 49_000, values: 10 },
  ]);
});

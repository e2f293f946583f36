import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { MusubiError, systemClock } from '@musubi/base';
import type { SeriesColumns } from '../world/factory-signals.ts';
import type { Peer, PeerKind } from './peer.ts';
import { freePort, scratchFolder, startServer } from './server-process.ts';

const VERSIONS = '/usr/lib/postgresql';

/** The programs of the newest PostgreSQL that Debian installed here. */
function programs(): string | undefined {
  if (!existsSync(VERSIONS)) return undefined;
  const newest = readdirSync(VERSIONS).toSorted((a, b) => Number(b) - Number(a))[0];
  const folder = join(VERSIONS, newest ?? '', 'bin');
  return existsSync(join(folder, 'postgres')) ? folder : undefined;
}

/** PostgreSQL refuses to run as root: it runs as the user its package made. */
function owner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString());
  return { uid: id('-u'), gid: id('-g') };
}

/** PostgreSQL with one table, fed by binary COPY with its usual durability, asked in SQL over one connection. */
export const postgresql: PeerKind = {
  name: 'PostgreSQL',
  missing: () => (programs() ? undefined : `${VERSIONS} is missing (apt-get install postgresql)`),
  async start(): Promise<Peer> {
    const bin = programs() ?? '';
    const user = owner();
    const folder = scratchFolder('postgres', user);
    const data = join(folder, 'data');
    execFileSync(
      join(bin, 'initdb'),
      ['-D', data, '-A', 'trust', '-U', 'bench', '-E', 'UTF8', '--no-locale'],
      {
        cwd: folder,
        stdio: 'ignore',
        ...user,
      },
    );
    const port = await freePort();
    const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'shared_buffers=1GB', 'max_wal_size=4GB'];
    const server = await startServer(
      join(bin, 'postgres'),
      ['-D', data, '-k', folder, ...settings.flatMap((setting) => ['-c', setting])],
      { folder, port, ...(user ? { owner: user } : {}) },
    );
    await untilReady(join(bin, 'pg_isready'), port);
    const connection = ['-h', '127.0.0.1', '-p', String(port), '-U', 'bench', '-d', 'postgres', '-qAtX'];
    const session = openSession(join(bin, 'psql'), connection);
    await session.ask(
      'CREATE TABLE reading (series integer, time bigint, value double precision, quality smallint);' +
        'CREATE INDEX reading_time ON reading USING brin (time);',
    );
    const span = (from: number, to: number) => `time >= ${from} AND time < ${to}`;
    return {
      name: 'PostgreSQL',
      pid: server.pid,
      encode: encodeBinaryCopy,
      async ingest(body) {
        const copy = 'COPY reading FROM STDIN WITH (FORMAT binary)';
        const child = spawn(join(bin, 'psql'), [...connection, '-c', copy], {
          stdio: ['pipe', 'ignore', 'inherit'],
        });
        child.stdin.end(body);
        const [code] = await once(child, 'close');
        if (code !== 0) throw new MusubiError('us', 'bench.peer-failed', `psql ended with ${code}`);
      },
      flush: async () => {},
      async settle() {
        await session.ask(
          'CREATE INDEX IF NOT EXISTS reading_series ON reading (series, time); VACUUM ANALYZE reading; CHECKPOINT;',
        );
      },
      async bytes() {
        const [line] = await session.ask("SELECT pg_total_relation_size('reading');");
        return Number(line);
      },
      async count() {
        const [line] = await session.ask('SELECT count(*) FROM reading;');
        return Number(line);
      },
      seriesRaw: async (series, from, to) =>
        (
          await session.ask(
            `SELECT time, value, quality FROM reading WHERE series = ${series} AND ${span(from, to)} ORDER BY time;`,
          )
        ).length,
      perMinute: async (seriesCount, from, to) =>
        (
          await session.ask(
            `SELECT series, time / 60000 AS minute, avg(value) FROM reading WHERE series <= ${seriesCount} AND ${span(from, to)} GROUP BY 1, 2 ORDER BY 1, 2;`,
          )
        ).length,
      toBuckets: async (series, from, to, buckets) =>
        (
          await session.ask(
            `SELECT (time - ${from}) * ${buckets} / ${to - from} AS bucket, min(value), max(value), avg(value) FROM reading WHERE series = ${series} AND ${span(from, to)} GROUP BY 1 ORDER BY 1;`,
          )
        ).length,
      lastValues: async (from, to) =>
        (
          await session.ask(
            `SELECT DISTINCT ON (series) series, time, value FROM reading WHERE ${span(from, to)} ORDER BY series, time DESC;`,
          )
        ).length,
      async [Symbol.asyncDispose]() {
        session.end();
        await server[Symbol.asyncDispose]();
      },
    };
  },
};

const READY_TRIES = 200;

/** PostgreSQL takes connections some time before it answers questions. */
async function untilReady(program: string, port: number): Promise<void> {
  for (let i = 0; i < READY_TRIES; i++) {
    const { status } = spawnSync(program, ['-q', '-h', '127.0.0.1', '-p', String(port)]);
    if (status === 0) return;
    await systemClock.sleep(100);
  }
  throw new MusubiError('us', 'bench.peer-failed', 'PostgreSQL did not become ready');
}

interface Session {
  /** The lines that the statements answered. */
  ask(sql: string): Promise<string[]>;
  end(): void;
}

const END_OF_ANSWER = '-- answered --';

/** One connection that stays open, so that no query pays for a new process. */
function openSession(psql: string, connection: readonly string[]): Session {
  const child = spawn(psql, connection, { stdio: ['pipe', 'pipe', 'inherit'] });
  let lines: string[] = [];
  let answer: (lines: string[]) => void = () => {};
  let fail: (error: MusubiError) => void = () => {};
  child.once('close', (code) => fail(new MusubiError('us', 'bench.peer-failed', `psql ended with ${code}`)));
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line !== END_OF_ANSWER) return void lines.push(line);
    answer(lines);
    lines = [];
  });
  return {
    ask(sql) {
      return new Promise((resolve, reject) => {
        answer = resolve;
        fail = reject;
        child.stdin.write(`${sql}\n\\echo ${END_OF_ANSWER}\n`);
      });
    },
    end: () => child.stdin.end('\\q\n'),
  };
}

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
/** Two bytes of field count, then length and content of int4, int8, float8, int2. */
const ROW_BYTES = 2 + (4 + 4) + (4 + 8) + (4 + 8) + (4 + 2);

function encodeBinaryCopy(portions: readonly SeriesColumns[]): Uint8Array {
  const rows = portions.reduce((sum, { time }) => sum + time.length, 0);
  const body = Buffer.allocUnsafe(SIGNATURE.length + rows * ROW_BYTES + 2);
  SIGNATURE.copy(body);
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  let at = SIGNATURE.length;
  for (const { series, time, value, quality } of portions) {
    for (let i = 0; i < time.length; i++, at += ROW_BYTES) {
      view.setInt16(at, 4);
      view.setInt32(at + 2, 4);
      view.setInt32(at + 6, series);
      view.setInt32(at + 10, 8);
      view.setBigInt64(at + 14, BigInt(time[i]!));
      view.setInt32(at + 22, 8);
      view.setFloat64(at + 26, value[i]!);
      view.setInt32(at + 34, 2);
      view.setInt16(at + 38, quality[i]!);
    }
  }
  view.setInt16(at, -1);
  return body;
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderBytes } from '../measure/folder-bytes.ts';
import type { SeriesColumns } from '../world/factory-signals.ts';
import { call } from './http-call.ts';
import { missingFile, type Peer, type PeerKind } from './peer.ts';
import { freePort, scratchFolder, startServer } from './server-process.ts';

const PROGRAM = '/usr/bin/influxd';

/** InfluxDB 1.x, fed by line protocol, asked by InfluxQL. */
export const influxdb: PeerKind = {
  name: 'InfluxDB 1.x',
  missing: () => missingFile(PROGRAM, 'influxdb'),
  async start(): Promise<Peer> {
    const port = await freePort();
    const folder = scratchFolder('influx');
    const configuration = join(folder, 'influxdb.conf');
    writeFileSync(configuration, configure(port, await freePort()));
    const server = await startServer(PROGRAM, ['-config', configuration], { folder, port });
    await call({ port, path: `/query?q=${encodeURIComponent('CREATE DATABASE plant')}`, method: 'POST' });
    const ask = async (q: string) => {
      const asked = new URLSearchParams({ db: 'plant', epoch: 'ms', q });
      return countRows(await call({ port, path: `/query?${asked}` }));
    };
    const span = (from: number, to: number) => `time >= ${from}ms AND time < ${to}ms`;
    return {
      name: 'InfluxDB 1.x',
      pid: server.pid,
      encode: encodeLines,
      async ingest(body) {
        await call({ port, path: '/write?db=plant&precision=ms', method: 'POST', body });
      },
      flush: async () => {},
      settle: async () => {},
      bytes: async () => folderBytes(join(folder, 'data')) + folderBytes(join(folder, 'wal')),
      async count() {
        const q = 'SELECT count(value) FROM reading';
        const answer: Answer = JSON.parse(
          (await call({ port, path: `/query?db=plant&q=${encodeURIComponent(q)}` })).toString(),
        );
        return Number(answer.results[0]?.series?.[0]?.values[0]?.[1] ?? 0);
      },
      seriesRaw: (series, from, to) =>
        ask(`SELECT value FROM reading WHERE "series" = '${series}' AND ${span(from, to)}`),
      perMinute: (_seriesCount, from, to) =>
        ask(`SELECT mean(value) FROM reading WHERE ${span(from, to)} GROUP BY "series", time(1m) fill(none)`),
      toBuckets: (series, from, to, buckets) =>
        ask(
          `SELECT min(value), max(value), mean(value) FROM reading WHERE "series" = '${series}' AND ${span(from, to)} ` +
            `GROUP BY time(${Math.round((to - from) / buckets)}ms) fill(none)`,
        ),
      lastValues: (from, to) =>
        ask(`SELECT last(value) FROM reading WHERE ${span(from, to)} GROUP BY "series"`),
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    };
  },
};

/** Its own defaults but for the places, the limits that would refuse the claims' questions, and its call home. */
function configure(httpPort: number, backupPort: number): string {
  return `
reporting-disabled = true
bind-address = "127.0.0.1:${backupPort}"
[meta]
  dir = "meta"
[data]
  dir = "data"
  wal-dir = "wal"
  query-log-enabled = false
[http]
  bind-address = "127.0.0.1:${httpPort}"
  log-enabled = false
  max-row-limit = 0
  max-body-size = 0
[monitor]
  store-enabled = false
[logging]
  level = "error"
`;
}

interface Answer {
  results: { series?: { values: unknown[][] }[] }[];
}

function countRows(answer: Buffer): number {
  const { results } = JSON.parse(answer.toString()) as Answer;
  return (results[0]?.series ?? []).reduce((sum, { values }) => sum + values.length, 0);
}

function encodeLines(portions: readonly SeriesColumns[]): Uint8Array {
  const lines: string[] = [];
  for (const { series, time, value } of portions) {
    for (let i = 0; i < time.length; i++) lines.push(`reading,series=${series} value=${value[i]} ${time[i]}`);
  }
  return Buffer.from(lines.join('\n'));
}

import { systemClock } from '@musubi/base';
import { folderBytes } from '../measure/folder-bytes.ts';
import type { SeriesColumns } from '../world/factory-signals.ts';
import { call } from './http-call.ts';
import { missingFile, type Peer, type PeerKind } from './peer.ts';
import { freePort, scratchFolder, startServer } from './server-process.ts';

const PROGRAM = '/usr/bin/victoria-metrics';

/** VictoriaMetrics, one node, fed by its JSON-lines import, asked by its Prometheus API without its answer cache. */
export const victoriaMetrics: PeerKind = {
  name: 'VictoriaMetrics',
  missing: () => missingFile(PROGRAM, 'victoria-metrics'),
  async start(): Promise<Peer> {
    const port = await freePort();
    const server = await startServer(
      PROGRAM,
      [
        '-storageDataPath=data',
        `-httpListenAddr=127.0.0.1:${port}`,
        '-retentionPeriod=100y',
        '-search.maxSamplesPerSeries=100000000',
        '-search.maxPointsPerTimeseries=1000000',
        '-search.latencyOffset=0s',
        '-loggerLevel=ERROR',
      ],
      { folder: scratchFolder('victoria'), port },
    );
    const get = (path: string) => call({ port, path });
    const range = async (query: string, from: number, to: number, stepMs: number) => {
      const asked = new URLSearchParams({
        query,
        start: String(from / 1000),
        end: String((to - 1) / 1000),
        step: `${stepMs}ms`,
        nocache: '1',
      });
      return countValues(await get(`/api/v1/query_range?${asked}`));
    };
    const flush = async () => {
      await get('/internal/force_flush');
      // What was taken in lies in memory for up to five seconds before it becomes a file.
      await systemClock.sleep(6_000);
    };
    return {
      name: 'VictoriaMetrics',
      pid: server.pid,
      encode: encodeJsonLines,
      async ingest(body) {
        await call({ port, path: '/api/v1/import', method: 'POST', body });
      },
      flush,
      async settle() {
        await flush();
        await get('/internal/force_merge');
        await untilSteady(() => folderBytes(`${server.folder}/data`));
      },
      bytes: async () => folderBytes(`${server.folder}/data`),
      async count() {
        await get('/internal/force_flush');
        const asked = new URLSearchParams({ query: 'sum(count_over_time(reading[3y]))', nocache: '1' });
        const answer: VectorAnswer = JSON.parse((await get(`/api/v1/query?${asked}`)).toString());
        return Number(answer.data.result[0]?.value?.[1] ?? 0);
      },
      async seriesRaw(series, from, to) {
        const asked = new URLSearchParams({
          'match[]': `reading{series="${series}"}`,
          start: String(from / 1000),
          end: String((to - 1) / 1000),
        });
        const lines = (await get(`/api/v1/export?${asked}`)).toString().trim().split('\n');
        return lines.reduce((sum, line) => sum + (JSON.parse(line) as ExportLine).timestamps.length, 0);
      },
      perMinute: (seriesCount, from, to) =>
        range(`avg_over_time(reading${seriesUpTo(seriesCount)}[1m])`, from + 60_000, to + 60_000, 60_000),
      async toBuckets(series, from, to, buckets) {
        const step = (to - from) / buckets;
        const window = `reading{series="${series}"}[${step}ms]`;
        const parts = ['min', 'max', 'avg'].map((what) =>
          range(`${what}_over_time(${window})`, from + step, to + step, step),
        );
        return Math.min(...(await Promise.all(parts)));
      },
      async lastValues(from, to) {
        const asked = new URLSearchParams({
          query: `last_over_time(reading[${to - from}ms])`,
          time: String(to / 1000),
          nocache: '1',
        });
        const answer: VectorAnswer = JSON.parse((await get(`/api/v1/query?${asked}`)).toString());
        return answer.data.result.length;
      },
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    };
  },
};

interface ExportLine {
  timestamps: number[];
}

interface VectorAnswer {
  data: { result: { value?: [number, string]; values?: [number, string][] }[] };
}

/** Merging goes on after it was asked for: waits until the size stands still for two seconds. */
async function untilSteady(size: () => number): Promise<void> {
  for (let before = -1, now = size(); now !== before; now = size()) {
    before = now;
    await systemClock.sleep(2_000);
  }
}

function seriesUpTo(count: number): string {
  return `{series=~"${Array.from({ length: count }, (_, i) => i + 1).join('|')}"}`;
}

function countValues(answer: Buffer): number {
  const { data } = JSON.parse(answer.toString()) as VectorAnswer;
  return data.result.reduce((sum, { values }) => sum + (values?.length ?? 0), 0);
}

function encodeJsonLines(portions: readonly SeriesColumns[]): Uint8Array {
  const lines = portions.map(
    ({ series, time, value }) =>
      `{"metric":{"__name__":"reading","series":"${series}"},"values":[${value.join()}],"timestamps":[${time.join()}]}\n`,
  );
  return Buffer.from(lines.join(''));
}

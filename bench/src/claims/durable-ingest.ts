import { rmSync } from 'node:fs';
import { must, systemClock } from '@musubi/base';
import { addDevices, authorizationOf, firstAdministrator, send, startProduct } from '@musubi/server/product';
import { endPeers, startPeers } from '../contestants/loaded-peers.ts';
import { keyOf } from '../contestants/stored-plant.ts';
import { inChild } from '../load/in-child.ts';
import type { AppendCost } from '../load/store-append.ts';
import { isFull } from '../measure/arguments.ts';
import type { Claim } from '../measure/claim.ts';
import { cpuSeconds } from '../measure/process-cost.ts';
import type { Report } from '../measure/report.ts';
import { median, readable } from '../measure/samples.ts';
import { sendAll } from '../peers/http-call.ts';
import { factorySignals, SERIES_PER_GATEWAY, type SeriesColumns } from '../world/factory-signals.ts';

const TIMES = 3;
const plan = {
  seriesCount: 200,
  seconds: isFull ? 100_000 : 10_000,
  portionSeconds: 500,
  start: systemClock.now() - 200_000_000,
};
const rows = plan.seriesCount * plan.seconds;

interface Cost {
  rowsPerSecond: number;
  rowsPerCpuSecond: number;
}

/** The portions of one gateway, 20 series × 500 s: what a gateway sends that buffered for some minutes. */
function* gatewayPortions(): Generator<SeriesColumns[]> {
  for (const portion of factorySignals(plan)) {
    for (let at = 0; at < portion.length; at += SERIES_PER_GATEWAY)
      yield portion.slice(at, at + SERIES_PER_GATEWAY);
  }
}

/** Sends prepared bodies and accounts for the server's CPU until everything lies on disk. */
async function costOf(
  pid: number,
  bodies: Uint8Array[],
  ingest: (body: Uint8Array) => Promise<unknown>,
  settle: () => Promise<void>,
): Promise<Cost> {
  const cpuBefore = cpuSeconds(pid);
  const startedAt = systemClock.monotonic();
  await sendAll(bodies, 2, ingest);
  const seconds = (systemClock.monotonic() - startedAt) / 1000;
  await settle();
  return { rowsPerSecond: rows / seconds, rowsPerCpuSecond: rows / (cpuSeconds(pid) - cpuBefore) };
}

type Form = (portion: readonly SeriesColumns[]) => string;

async function musubiOverHttp(form: Form): Promise<Cost> {
  const product = await startProduct();
  const client = await firstAdministrator(product);
  const gateways = await addDevices(client, 'http', plan.seriesCount / SERIES_PER_GATEWAY);
  const owner = new Map<Uint8Array, string>();
  let next = 0;
  for (const portion of gatewayPortions()) {
    const gateway = must(gateways[next++ % gateways.length], 'a gateway');
    owner.set(Buffer.from(form(portion)), authorizationOf(gateway));
  }
  const cost = await costOf(
    product.pid,
    [...owner.keys()],
    async (body) => {
      const headers = {
        authorization: must(owner.get(body), 'an owner'),
        'content-type': 'application/json',
      };
      const answer = await send(product.address, '/api/readings', { method: 'POST', headers, body });
      must(answer.status < 300 || undefined, `readings accepted (${answer.status} ${answer.body})`);
    },
    async () => {},
  );
  await product.stop();
  rmSync(product.folder, { recursive: true, force: true });
  return cost;
}

/** `{time: […], values: {s1: […], …}}`: what a gateway buffered, as VictoriaMetrics' JSON lines hold it too. */
function columnsOfJson(portion: readonly SeriesColumns[]): string {
  const values = portion.map(({ series, value }) => `"${keyOf(series)}":[${value.join()}]`);
  return `{"time":[${must(portion[0], 'a series').time.join()}],"values":{${values.join()}}}`;
}

/** `[{time, values: {s1: …, s20: …}}, …]`: one row a second. */
function rowsOfJson(portion: readonly SeriesColumns[]): string {
  const times = must(portion[0], 'a series').time;
  const lines = Array.from(times, (time, i) => {
    const values = portion.map(({ series, value }) => `"${keyOf(series)}":${value[i]}`);
    return `{"time":${time},"values":{${values.join()}}}`;
  });
  return `[${lines.join()}]`;
}

function figure(report: Report, who: string, costs: readonly Cost[]): number {
  report.figure(
    `${who}, wall`,
    'rows/s',
    costs.map(({ rowsPerSecond }) => rowsPerSecond),
  );
  return report.figure(
    `${who}, CPU`,
    'rows/CPU-s',
    costs.map(({ rowsPerCpuSecond }) => rowsPerCpuSecond),
  );
}

export const durableIngest: Claim = {
  question: `Taking in ${rows.toLocaleString('en-US')} readings in deliveries of 10,000 over 2 connections, ${TIMES} times each, CPU of the server alone`,
  async measure(report) {
    report.say(
      'acknowledged after fsync: Musubi, InfluxDB, PostgreSQL; VictoriaMetrics flushes within 5 s after its answer (counted here)',
    );
    const inColumns: Cost[] = [];
    const inRows: Cost[] = [];
    const alone: Cost[] = [];
    const theirs = new Map<string, Cost[]>();
    let absent: readonly { name: string; reason: string }[] = [];
    for (let i = 0; i < TIMES; i++) {
      inColumns.push(await musubiOverHttp(columnsOfJson));
      inRows.push(await musubiOverHttp(rowsOfJson));
      const append = await inChild<AppendCost>({
        file: './store-append.ts',
        work: 'appendToStore',
        input: plan,
      });
      alone.push({
        rowsPerSecond: append.rows / append.seconds,
        rowsPerCpuSecond: append.rows / append.cpuSeconds,
      });
      const started = await startPeers();
      absent = started.absent;
      for (const peer of started.peers) {
        const bodies = Array.from(gatewayPortions(), (portion) => peer.encode(portion));
        const cost = await costOf(
          peer.pid,
          bodies,
          (body) => peer.ingest(body),
          () => peer.flush(),
        );
        theirs.set(peer.name, [...(theirs.get(peer.name) ?? []), cost]);
      }
      await endPeers(started.peers);
    }
    const ours = figure(report, 'Musubi over HTTPS, JSON columns', inColumns);
    figure(report, 'Musubi over HTTPS, JSON rows', inRows);
    const store = figure(report, '(Musubi, the store port alone)', alone);
    for (const [name, costs] of theirs) figure(report, name, costs);
    for (const { name, reason } of absent) report.skip(name, reason);
    for (const [name, costs] of theirs) {
      const peer = median(costs.map(({ rowsPerCpuSecond }) => rowsPerCpuSecond));
      const isVictoria = name.startsWith('Victoria');
      report.hold(`Musubi over HTTPS, columns / ${name}, per CPU-second`, ours / peer, {
        must: 1,
        aim: isVictoria ? 2 : 5,
        better: 'higher',
      });
      report.say(`  (the store port alone / ${name}: ${readable(store / peer)} ×)`);
    }
  },
};

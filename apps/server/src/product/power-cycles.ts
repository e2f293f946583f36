import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog, systemClock } from '@musubi/base';
import { Quality } from '@musubi/schema';
import { addConnection, listDevices, listSeries, queryReadings } from '@musubi/schema/api';
import { COUNTER, type Judgement, judge, type PowerCycleResult, runPowerCycles } from '@musubi/world';
import { addDevices } from './devices.ts';
import type { PersonClient } from './person-client.ts';
import type { RunningProduct } from './running-product.ts';
import { EVER, type RawColumns, rawReadings } from './stored-readings.ts';

/** How the product fared with one source that was switched off and on. */
export interface PowerCycleReport {
  protocol: 'shdr' | 'mqtt';
  cycles: number;
  sent: number;
  stored: number;
  /** Sent while the source was well and heard (SHDR), or acknowledged or still kept by it (MQTT), but not stored. */
  lost: number;
  duplicates: number;
  /** Stored but never sent, or under another time. */
  invented: number;
  /** Stretches that nobody could hear; and those of them where no reading says that the link was down. */
  gaps: number;
  unreportedGaps: number;
  /** Times that the product noted the link as down. */
  linkDowns: number;
  recoveryMs: readonly number[];
}

export interface PowerCycleWish {
  protocol: 'shdr' | 'mqtt';
  cycles: number;
  seed: number;
}

const PATIENCE_MS = 60_000;
const SETTLE_MS = 5_000;

/** Switches a source of the running product off and on, in every way, and compares what it sent with what is stored. */
export async function cyclePower(
  product: RunningProduct,
  client: PersonClient,
  { protocol, cycles, seed }: PowerCycleWish,
  signal: AbortSignal,
): Promise<PowerCycleReport> {
  const folder = mkdtempSync(join(tmpdir(), 'musubi-power-'));
  const source = protocol === 'shdr' ? await shdrSource(client) : await mqttSource(product, client, folder);
  const counter = counterOf(client, source.isOwn);
  try {
    const result = await runPowerCycles(
      {
        plan: source.plan,
        cycles,
        seed,
        everyMs: 50,
        patienceMs: PATIENCE_MS,
        clock: systemClock,
        log: silentLog,
        ...(source.onPort ? { onPort: source.onPort } : {}),
        newest: () => newestOf(client, counter),
      },
      signal,
    );
    return await reportOf(protocol, result, () => readAll(client, counter));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type CounterSeries = () => Promise<string | undefined>;

async function shdrSource(client: PersonClient) {
  const name = 'cycled machine';
  const onPort = async (port: number) => {
    const settings = { host: '127.0.0.1', port, device: name };
    await client.call(addConnection, { name, connector: 'shdr', settings });
  };
  return {
    plan: { protocol: 'shdr', port: 0, heartbeatMs: 1_000 } as const,
    isOwn: (device: { name: string }) => device.name === name,
    onPort,
  };
}

async function mqttSource(product: RunningProduct, client: PersonClient, folder: string) {
  const [device] = await addDevices(client, 'mqtt-broker', 1);
  const { id, user, secret } = device!;
  const url = `mqtt://127.0.0.1:${product.mqttPort}`;
  const journal = join(folder, 'journal');
  return {
    plan: { protocol: 'mqtt', url, user, secret, topic: `musubi/${user}`, journal } as const,
    isOwn: (known: { id: string }) => known.id === id,
    onPort: undefined,
  };
}

/** The id of the counter's series, once it is there. */
function counterOf(
  client: PersonClient,
  isOwn: (device: { id: string; name: string }) => boolean,
): CounterSeries {
  let known: string | undefined;
  return async () => {
    if (known) return known;
    const { devices } = await client.call(listDevices, {});
    const deviceId = devices.find(({ device }) => isOwn(device))?.device.id;
    if (!deviceId) return undefined;
    const { series } = await client.call(listSeries, { deviceId });
    known = series.find(({ key }) => key === COUNTER)?.id;
    return known;
  };
}

const NEWEST_WITHIN_MS = 60_000;

async function newestOf(client: PersonClient, counter: CounterSeries): Promise<number | undefined> {
  const seriesId = await counter();
  if (!seriesId) return undefined;
  const now = systemClock.now();
  const span = { from: now - NEWEST_WITHIN_MS, to: now + NEWEST_WITHIN_MS };
  const { series } = await client.call(queryReadings, { seriesIds: [seriesId], ...span });
  return (series[0]?.last ?? []).reduce<number | undefined>(
    (most, value) => (value === null ? most : Math.max(value, most ?? value)),
    undefined,
  );
}

async function readAll(client: PersonClient, counter: CounterSeries): Promise<RawColumns | undefined> {
  const seriesId = await counter();
  return seriesId ? (await rawReadings(client, [seriesId], EVER)).get(seriesId) : undefined;
}

/** Judges what is stored, once the last values that were on their way had time to arrive. */
async function reportOf(
  protocol: PowerCycleReport['protocol'],
  { cycles, sent }: PowerCycleResult,
  read: () => Promise<RawColumns | undefined>,
): Promise<PowerCycleReport> {
  const giveUpAt = systemClock.monotonic() + SETTLE_MS;
  for (;;) {
    const columns = await read();
    const stored = valuesOf(columns);
    const verdict = judge(sent, stored, cycles);
    const lost = protocol === 'shdr' ? verdict.lost : lostByPublisher(verdict, sent);
    const unreported = verdict.gaps.filter((gap) => !isReported(gap, columns));
    if (lost.length + unreported.length > 0 && systemClock.monotonic() < giveUpAt) {
      await systemClock.sleep(100);
      continue;
    }
    return {
      protocol,
      cycles: cycles.length,
      sent: sent.length,
      stored: stored.length,
      lost: lost.length,
      duplicates: verdict.duplicates.length,
      invented: verdict.invented.length,
      gaps: verdict.gaps.length,
      unreportedGaps: unreported.length,
      linkDowns: linkDownsOf(columns).length,
      recoveryMs: cycles.map(({ recoveryMs }) => recoveryMs),
    };
  }
}

/** A publisher keeps what was not acknowledged; only the value it was killed over may never have reached its journal. */
function lostByPublisher({ missing }: Judgement, sent: PowerCycleResult['sent']): Judgement['missing'] {
  const lastOf = new Map(sent.map(({ session, value }) => [session, value]));
  return missing.filter(({ session, value }) => lastOf.get(session) !== value);
}

function valuesOf(columns: RawColumns | undefined): { value: number; time: number }[] {
  return (columns?.time ?? []).flatMap((time, i) => {
    const value = columns!.last[i]!;
    return value === null ? [] : [{ value, time }];
  });
}

function linkDownsOf(columns: RawColumns | undefined): number[] {
  return (columns?.time ?? []).filter((_, i) => columns!.quality[i] === Quality.LinkDown);
}

/** Whether between the last value before the gap and the first after it stands a reading that says: unknown from here. */
function isReported(gap: Judgement['gaps'][number], columns: RawColumns | undefined): boolean {
  const times = valuesOf(columns).map(({ time }) => time);
  const before = Math.max(0, ...times.filter((time) => time < gap.from));
  // Before its first reading a series claims nothing.
  if (before === 0) return true;
  const after = Math.min(EVER.to, ...times.filter((time) => time > gap.to));
  return linkDownsOf(columns).some((time) => time >= before && time <= after);
}

/** Whether the promises were kept: nothing lost, doubled, invented or silently missing, each return within `withinMs`. */
export function isUnharmed(report: PowerCycleReport, withinMs: number): boolean {
  const { lost, duplicates, invented, unreportedGaps, recoveryMs } = report;
  return lost + duplicates + invented + unreportedGaps === 0 && recoveryMs.every((ms) => ms <= withinMs);
}

export function powerCycleText(report: PowerCycleReport): string {
  const sorted = report.recoveryMs.toSorted((a, b) => a - b);
  const median = Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
  return (
    `${report.protocol}: ${report.cycles} cycles, ${report.sent} sent, ${report.stored} stored, ` +
    `${report.lost} lost, ${report.duplicates} duplicates, ${report.invented} invented, ` +
    `${report.gaps} gaps (${report.unreportedGaps} unreported), ${report.linkDowns} link-down readings, ` +
    `recovery median ${median} ms, worst ${Math.round(sorted.at(-1) ?? 0)} ms`
  );
}

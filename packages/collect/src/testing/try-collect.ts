import { Facts, FastClock, MusubiError, seededRandom, silentLog } from '@musubi/base';
import { type FactMap, isUsable, type ReadingBatch, type Records, textAt } from '@musubi/schema';
import type { ApiContract, Caller, Input, Output, RawInput } from '@musubi/schema/api';
import { memoryDocuments, memoryRecords } from '@musubi/store/drivers';
import { z } from 'zod';
import { openCollect } from '../collect.ts';
import type { CollectParts } from '../collect-parts.ts';
import { defineConnector } from '../connector.ts';
import { untilAborted } from '../until-aborted.ts';
import { HandSource } from './hand-source.ts';

/** One stored reading, in words. */
export interface StoredReading {
  key: string;
  device: string;
  time: number;
  value: number | string | null;
  quality: number;
}

export const LEADER: Caller = {
  kind: 'person',
  personId: 'per_1',
  name: '佐藤',
  role: 'administrator',
  via: 'session',
  address: '192.168.0.5',
  language: 'ja',
};

/** A whole `collect` on memory drivers, a fast clock and sources that are played by hand. */
export async function tryCollect(more: Partial<CollectParts> = {}) {
  const clock = more.clock instanceof FastClock ? more.clock : new FastClock();
  const records: Records = more.records ?? memoryRecords({ clock });
  const source = new HandSource();
  const other = new HandSource();
  const facts = new Facts<FactMap>(silentLog);
  const kept: ReadingBatch[] = [];
  const sink = { fails: false };
  const door = defineConnector({
    name: 'door',
    title: { ja: '受信', en: 'Door' },
    summary: { ja: '試験用', en: 'For tests' },
    settings: z.object({ port: z.number().default(1) }),
    addable: false,
    listens: true,
    run: (_settings: unknown, _context: unknown, signal: AbortSignal) => untilAborted(signal),
  });
  const collect = await openCollect({
    records,
    documents: memoryDocuments(),
    clock,
    random: seededRandom(1),
    log: silentLog,
    facts,
    connectors: { hand: source.connector, other: { ...other.connector, name: 'other' }, door },
    sink: {
      async append(batch) {
        await Promise.resolve();
        if (sink.fails) throw new MusubiError('us', 'store.disk-full', 'full');
        kept.push(batch);
        return { stored: batch.length, duplicates: 0, late: 0 };
      },
    },
    readRaw: async () => {
      throw new MusubiError('us', 'bug', 'nothing is stored here');
    },
    doors: () => ({ http: 'https://musubi.local:8443', mqtt: 'mqtts://musubi.local:8883' }),
    ...more,
  });
  const stop = new AbortController();
  let ended: Promise<void> | undefined;
  const handlers = new Map(collect.handlers().map((mounted) => [mounted.contract.name, mounted]));

  function stored(): StoredReading[] {
    return kept.flatMap((batch) =>
      Array.from({ length: batch.length }, (_, i) => {
        const series = collect.directory.series(batch.series[i]!);
        const number = batch.number[i]!;
        return {
          key: series.key,
          device: series.deviceId,
          time: batch.time[i]!,
          value: textAt(batch, i) ?? (Number.isNaN(number) ? null : number),
          quality: batch.quality[i]!,
        };
      }),
    );
  }

  return {
    collect,
    records,
    clock,
    facts,
    sink,
    source,
    other,
    /** Starts collecting and lets everything begin. */
    async start() {
      ended = collect.run(stop.signal);
      await clock.advance(0);
    },
    async stop() {
      stop.abort();
      const closing = ended?.then(() => {});
      await clock.advance(30_000);
      await closing;
    },
    /** Calls a contract as the server would. */
    async call<C extends ApiContract>(
      contract: C,
      input: RawInput<C>,
      caller: Caller = LEADER,
    ): Promise<Output<C>> {
      const parsed = contract.input.parse(input) as Input<C>;
      const signal = new AbortController().signal;
      const session = { begin: () => {}, end: () => {} };
      const answer = await handlers
        .get(contract.name)
        ?.handle(parsed, { caller, signal, upload: nothing(), session });
      return contract.output.parse(answer) as Output<C>;
    },
    stored,
    usable(key: string): (number | string | null)[] {
      return stored()
        .filter((reading) => reading.key === key && isUsable(reading.quality))
        .map(({ value }) => value);
    },
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

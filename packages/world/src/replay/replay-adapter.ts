import { readFile } from 'node:fs/promises';
import { type Clock, type Log, MusubiError, reasonOf, silentLog } from '@musubi/base';
import { ShdrAdapter } from '../shdr/adapter.ts';
import { type SentCount, SentCounts } from './counts.ts';
import { Present } from './present.ts';
import { type RecordedEntry, readRecording } from './recording.ts';
import { parseTicks, withStamp } from './ticks.ts';

export interface ReplayOptions {
  /** The recording: its lines or its file. */
  lines?: Iterable<string>;
  file?: string;
  /** 1 = as recorded; 10 = ten times as fast; Infinity = as fast as the clients read. */
  speed?: number;
  clock: Clock;
  /** `original` keeps the stamps; `now` moves them so that each line is stamped with the moment it is sent. */
  shift?: 'original' | 'now';
  /** 0 = any free port. */
  port?: number;
  host?: string;
  /** How many clients must be there before the first line is sent. */
  waitForClients?: number;
  log?: Log;
}

export interface ReplayResult {
  lines: number;
  observations: number;
}

/** A running replay. While no client is connected it pauses: a recording, unlike a machine, can wait. */
export interface ReplayAdapter extends AsyncDisposable {
  readonly port: number;
  /** Sent so far, by data item. */
  counts(): Map<string, SentCount>;
  /** Resolves when the last line has left; it then stays and answers its clients until closed. Undefined if closed early. */
  readonly done: Promise<ReplayResult | undefined>;
  close(): Promise<void>;
}

/** Lines sent before the clients' sockets are waited for. */
const BURST = 400;

/** Plays a recording through a TCP adapter as the machine's own would. */
export async function openReplayAdapter(options: ReplayOptions): Promise<ReplayAdapter> {
  const entries = readRecording(options.lines ?? (await linesOf(options.file)));
  const present = new Present();
  const counts = new SentCounts();
  let arrived = () => {};
  const stop = new AbortController();
  stop.signal.addEventListener('abort', () => arrived());
  const adapter = new ShdrAdapter(
    () => {
      arrived();
      return present.lines();
    },
    { port: options.port ?? 0, host: options.host ?? '127.0.0.1', log: options.log ?? silentLog },
  );
  const port = await adapter.open();
  const clientsThere = async (needed: number) => {
    while (adapter.clients < needed && !stop.signal.aborted) {
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    }
  };
  const done = play(entries, { adapter, present, counts, clientsThere, options, signal: stop.signal });
  const close = async () => {
    stop.abort();
    await done;
    await adapter.close();
  };
  return { port, counts: () => counts.byItem(), done, close, [Symbol.asyncDispose]: close };
}

async function linesOf(file: string | undefined): Promise<string[]> {
  if (file === undefined) throw new MusubiError('caller', 'replay.no-recording', 'neither lines nor a file');
  try {
    return (await readFile(file, 'utf8')).split('\n');
  } catch (error) {
    throw new MusubiError('caller', 'replay.unreadable', reasonOf(error), {
      details: { file },
      cause: error,
    });
  }
}

interface Stage {
  adapter: ShdrAdapter;
  present: Present;
  counts: SentCounts;
  clientsThere(needed: number): Promise<void>;
  options: ReplayOptions;
  signal: AbortSignal;
}

async function play(entries: readonly RecordedEntry[], stage: Stage): Promise<ReplayResult | undefined> {
  const { adapter, options, signal } = stage;
  const { clock, speed = 1, shift = 'original' } = options;
  await stage.clientsThere(options.waitForClients ?? 1);
  // Time spent waiting for a client is not part of the performance.
  let startedAt = clock.monotonic();
  const startTicks = BigInt(Math.round(clock.now())) * 10_000n;
  const last = new Map<string, bigint>();
  for (const [i, entry] of entries.entries()) {
    const due = Number(entry.elapsed) / 10_000 / speed;
    const wait = startedAt + due - clock.monotonic();
    if (wait > 0) await clock.sleep(wait, signal);
    if (i % BURST === BURST - 1) await adapter.flush();
    if (adapter.clients === 0 && !signal.aborted) {
      const since = clock.monotonic();
      await stage.clientsThere(1);
      startedAt += clock.monotonic() - since;
    }
    if (signal.aborted) return undefined;
    send(shift === 'now' ? shifted(entry, startTicks, speed, last) : entry.text, entry, stage);
  }
  await adapter.flush();
  return { lines: entries.length, observations: stage.counts.total };
}

function send(text: string, entry: RecordedEntry, stage: Stage): void {
  stage.adapter.send(text);
  stage.present.saw(text, entry.observations);
  const stamp = String(parseTicks(text) ?? '');
  for (const observation of entry.observations) stage.counts.add(observation, stamp);
}

/** The line stamped with the moment it is due; stamps of one data item stay apart, however fast the replay. */
function shifted(entry: RecordedEntry, start: bigint, speed: number, last: Map<string, bigint>): string {
  if (entry.stamp === undefined) return entry.text;
  const pace = Number.isFinite(speed) ? BigInt(Math.round(Number(entry.elapsed) / speed)) : 0n;
  let stamp = start + pace;
  for (const { key } of entry.observations) {
    const before = last.get(key);
    if (before !== undefined && before >= stamp) stamp = before + 1n;
  }
  for (const { key } of entry.observations) last.set(key, stamp);
  return withStamp(entry.text, stamp);
}

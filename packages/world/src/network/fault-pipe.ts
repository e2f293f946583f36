import type { Socket } from 'node:net';
import { BoundedQueue, type Clock, type Random } from '@musubi/base';

/** What is wrong with the wire at the moment. */
export interface WireFaults {
  /** Added to the way in each direction, milliseconds. */
  latencyMs: number;
  /** Most bytes a second in each direction. */
  bytesPerSecond: number;
  /** Nothing passes and nobody is told: both ends believe the connection is alive (half-open). */
  frozen: boolean;
  /** One chunk in this many passes twice; 0 = none. */
  duplicateOneIn: number;
  /** One chunk in this many has one byte turned over; 0 = none. */
  corruptOneIn: number;
  /** How long the end of one side is kept from the other, milliseconds. */
  slowCloseMs: number;
}

export const soundWire: WireFaults = {
  latencyMs: 0,
  bytesPerSecond: Number.POSITIVE_INFINITY,
  frozen: false,
  duplicateOneIn: 0,
  corruptOneIn: 0,
  slowCloseMs: 0,
};

export interface PipeEffects {
  clock: Clock;
  random: Random;
  faults(): WireFaults;
  /** Resolves when the wire is no longer frozen or `signal` aborts. */
  thawed(signal: AbortSignal): Promise<void>;
}

const MOST_ON_THE_WAY = 1024 * 1024;

/** Carries bytes from one socket to the other through the faults, until one of them ends; order is kept. */
export async function runFaultPipe(
  from: Socket,
  to: Socket,
  effects: PipeEffects,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = effects;
  const queue = new BoundedQueue<{ bytes: Buffer; due: number }>(
    MOST_ON_THE_WAY,
    ({ bytes }) => bytes.length,
  );
  from.on('data', (bytes: Buffer) => {
    from.pause();
    void queue.push({ bytes, due: clock.monotonic() + effects.faults().latencyMs }).then(() => from.resume());
  });
  from.once('end', () => queue.close());
  from.once('close', () => queue.close());
  signal.addEventListener('abort', () => queue.close(), { once: true });
  for (;;) {
    const chunks = await queue.take();
    if (chunks.length === 0 || signal.aborted) break;
    for (const { bytes, due } of chunks) {
      await pause(due - clock.monotonic(), clock, signal);
      await effects.thawed(signal);
      if (signal.aborted) return;
      await pass(bytes, to, effects, signal);
    }
  }
  await pause(effects.faults().slowCloseMs, clock, signal);
  await effects.thawed(signal);
  to.end();
}

async function pass(bytes: Buffer, to: Socket, effects: PipeEffects, signal: AbortSignal): Promise<void> {
  const { bytesPerSecond, duplicateOneIn, corruptOneIn } = effects.faults();
  await pause((bytes.length / bytesPerSecond) * 1_000, effects.clock, signal);
  const hit = (oneIn: number) => oneIn > 0 && effects.random() * oneIn < 1;
  const sent = hit(corruptOneIn) ? corrupted(bytes, effects.random) : bytes;
  if (to.destroyed) return;
  to.write(sent);
  if (hit(duplicateOneIn)) to.write(sent);
}

/** A sound wire waits for no timer at all. */
async function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  if (ms >= 1) await clock.sleep(ms, signal);
}

function corrupted(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  const at = Math.floor(random() * copy.length);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

import { FastClock, MusubiError, runService, seededRandom, silentLog } from '@musubi/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Connector } from './connector.ts';
import { TestContext } from './testing/test-context.ts';

/** The other end of a connector in a test: a real small source, or a real client where the connector listens. */
export interface Peer extends AsyncDisposable {
  /** Delivers one reading with this number; resolves when the source may forget it. */
  deliver(value: number): Promise<void>;
  /** Sends these bytes in place of a delivery; resolves when they were taken, refused or cut off. */
  deliverRaw?(bytes: Uint8Array): Promise<void>;
  /** Disappears without a good-bye, as at a power cut. */
  kill?(): Promise<void>;
  /** Is there again after `kill`. */
  restart?(): Promise<void>;
  /** Keeps its connection and says nothing more. */
  freeze?(): Promise<void>;
  /** Tries to deliver as a device that was never accepted; answers the address it used. */
  deliverAsStranger?(): Promise<string>;
}

export interface ConnectorUnderTest<S extends z.ZodType> {
  connector: Connector<S>;
  /** Opens a fresh peer before the connector starts; a peer that is a client connects at its first delivery. */
  open(context: TestContext): Promise<{ peer: Peer; settings: z.input<S> }>;
  /** The source is told when its delivery is durable. */
  acknowledges: boolean;
  /** Bytes that can't be read and must lie in quarantine; absent where every byte is a reading. */
  unreadable?: string;
}

interface Work {
  peer: Peer;
  context: TestContext;
  clock: FastClock;
  /** Rejections of `run`; the runner would have restarted each time. */
  failures: unknown[];
  abort(): Promise<void>;
}

/** The runner's wait between two attempts, without the wait. */
const IMPATIENT = {
  now: () => 0,
  monotonic: () => 0,
  sleep: () => new Promise<void>((resolve) => setImmediate(resolve)),
};

/** What every connector must hold, whatever its protocol. Call it first in the connector's own test. */
export function testConnector<S extends z.ZodType>(name: string, under: ConnectorUnderTest<S>): void {
  const trial = (sentence: string, body: (work: Work) => Promise<void>) =>
    it(sentence, async () => {
      const clock = new FastClock();
      const context = new TestContext({ clock });
      const { peer, settings } = await under.open(context);
      const stop = new AbortController();
      const failures: unknown[] = [];
      const parsed = under.connector.settings.parse(settings);
      const service = { name, run: (signal: AbortSignal) => under.connector.run(parsed, context, signal) };
      const onFailure = (error: unknown) => failures.push(error);
      const effects = { clock: IMPATIENT, random: seededRandom(1), log: silentLog, onFailure };
      const run = runService(service, effects, stop.signal);
      const abort = () => {
        stop.abort();
        return run;
      };
      try {
        await context.until(() => context.connectedCount > 0);
        await body({ peer, context, clock, failures, abort });
      } finally {
        context.release();
        await abort();
        await peer[Symbol.asyncDispose]();
      }
    });

  describe(`${name} as a connector`, () => {
    trial('brings what the source delivers, with both times and a quality', async ({ peer, context }) => {
      await peer.deliver(41);
      await peer.deliver(42);
      await context.until(() => numbers(context).length === 2);
      expect(numbers(context)).toEqual([41, 42]);
      for (const { time, received, quality } of context.readings) {
        expect([Number.isInteger(time), Number.isInteger(received), quality]).toEqual([true, true, 0]);
      }
    });

    if (under.acknowledges) acknowledgement(trial);
    refusal(trial, under.unreadable);
    comingBack(trial, under.connector.listens ?? false);

    trial('ends promptly when told to, even while the disk is slow', async ({ peer, context, abort }) => {
      context.hold();
      void peer.deliver(1).catch(() => {});
      await context.until(() => context.waiting > 0);
      await abort();
    });
  });
}

type Trial = (sentence: string, body: (work: Work) => Promise<void>) => void;

function acknowledgement(trial: Trial): void {
  trial('acknowledges nothing before it is durable', async ({ peer, context }) => {
    context.hold();
    let acknowledged = false;
    const delivered = peer.deliver(1).then(() => {
      acknowledged = true;
    });
    await context.until(() => context.waiting > 0);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(acknowledged).toBe(false);
    context.release();
    await delivered;
    expect(numbers(context)).toEqual([1]);
  });

  trial('acknowledges nothing that could not be kept', async ({ peer, context }) => {
    context.failure = new MusubiError('us', 'store.disk-full', 'full');
    let acknowledged = false;
    const delivered = peer.deliver(1).then(
      () => {
        acknowledged = context.failure !== undefined;
      },
      () => {},
    );
    await context.until(() => context.attempts > 0);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(acknowledged).toBe(false);
    context.failure = undefined;
    await delivered;
  });
}

function refusal(trial: Trial, unreadable: string | undefined): void {
  trial('refuses and reports a device that was never accepted', async ({ peer, context }) => {
    if (!peer.deliverAsStranger) return;
    const address = await peer.deliverAsStranger();
    await context.until(() => context.asked.length > 0);
    expect(context.asked[0]!.address).toBe(address);
    expect(context.readings).toEqual([]);
  });

  if (unreadable === undefined) return;
  trial('sets aside what it can’t read, whole, and goes on', async ({ peer, context }) => {
    await peer.deliverRaw!(Buffer.from(unreadable));
    await context.until(() => context.refused.length > 0);
    expect(Buffer.from(context.refused[0]!.raw).toString()).toContain(unreadable);
    expect(context.refused[0]!.reason).toMatch(/^[a-z]+\.[a-z-]+$/);
    await peer.deliver(7);
    await context.until(() => numbers(context).includes(7));
  });

  trial('survives any bytes', async ({ peer, context }) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 80 }), (bytes) => peer.deliverRaw!(bytes)),
      { numRuns: 40 },
    );
    await peer.deliver(7_777);
    await context.until(() => numbers(context).includes(7_777));
  });
}

function comingBack(trial: Trial, listens: boolean): void {
  trial('says that the link is down when the peer dies, and goes on when it is back', async (work) => {
    const { peer, context } = work;
    if (!peer.kill || !peer.restart) return;
    await peer.deliver(1);
    await context.until(() => numbers(context).includes(1));
    await peer.kill();
    await context.until(() => context.linksDown.length > 0);
    await peer.restart();
    if (!listens) await context.until(() => context.connectedCount > 1);
    await peer.deliver(2);
    await context.until(() => numbers(context).includes(2));
    // A peer that listens can only see its own clients go; a source that died must have ended the run.
    if (!listens) expect(work.failures.length).toBeGreaterThan(0);
  });

  trial('does not take a frozen peer for a living one', async ({ peer, context, clock }) => {
    if (!peer.freeze) return;
    await peer.deliver(1);
    await context.until(() => numbers(context).includes(1));
    await peer.freeze();
    while (context.linksDown.length === 0) await clock.advance(1_000);
  });
}

function numbers(context: TestContext): number[] {
  return context.readings.map(({ number }) => number);
}

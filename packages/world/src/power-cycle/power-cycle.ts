import { type Clock, type Log, MusubiError, seededRandom } from '@musubi/base';
import { ChildSource } from './child-source.ts';
import type { SentValue, SourcePlan } from './messages.ts';

/** What is done to the source. */
export type CycleAction = 'kill' | 'freeze' | 'restart' | 'slow' | 'late';
export const cycleActions: readonly CycleAction[] = ['kill', 'freeze', 'restart', 'slow', 'late'];

export interface PowerCycleOptions {
  plan: SourcePlan;
  cycles: number;
  /** Which actions, in turn; all if absent. */
  actions?: readonly CycleAction[];
  seed?: number;
  clock: Clock;
  log: Log;
  /** How long the source is away or ill each time, milliseconds. */
  outageMs?: number;
  /** How long it stays frozen: longer than the product's patience, or nothing is proven. */
  freezeMs?: number;
  /** A value every so many milliseconds. */
  everyMs?: number;
  /** A cycle that lasts longer than this has not recovered. */
  patienceMs?: number;
  /** Called once the source serves for the first time: connect the product to `port` now. */
  onPort?: (port: number) => void | Promise<void>;
  /** The newest value of the counter that the product under test has stored. */
  newest(): Promise<number | undefined> | number | undefined;
}

export interface PowerCycle {
  action: CycleAction;
  session: number;
  /** From the deed to the source's return, wall time. */
  outage: { from: number; to: number };
  /** From the source's return until a value sent after it was stored. */
  recoveryMs: number;
}

export interface PowerCycleResult {
  cycles: PowerCycle[];
  /** All the source ever sent, in order. */
  sent: SentValue[];
  worstRecoveryMs: number;
}

const POLL_MS = 20;

/**
 * Switches a source off and on again `cycles` times, in every way it can fail, and measures how long the product
 * takes to store its values again. Real processes, real signals, real protocols. Rejects with `world.no-recovery`
 * when the product stays deaf.
 */
export async function runPowerCycles(
  options: PowerCycleOptions,
  signal: AbortSignal,
): Promise<PowerCycleResult> {
  const { clock, everyMs = 100, outageMs = 300, freezeMs = 2_500, actions = cycleActions } = options;
  const sent: SentValue[] = [];
  const source = new ChildSource(options.plan, everyMs, (value) => sent.push(value));
  const random = seededRandom(options.seed ?? 1);
  const cycles: PowerCycle[] = [];
  try {
    const port = await source.start();
    await options.onPort?.(port);
    await recovered(options, sent, signal);
    for (let i = 0; i < options.cycles && !signal.aborted; i++) {
      const action = actions[i % actions.length] ?? 'kill';
      const from = clock.now();
      const away = action === 'freeze' ? freezeMs : outageMs * (0.5 + random());
      await DEEDS[action](source, () => clock.sleep(away, signal));
      const to = clock.now();
      const recoveryMs = await recovered(options, sent, signal);
      cycles.push({ action, session: source.session, outage: { from, to }, recoveryMs });
      options.log.debug('power cycle', { cycle: i + 1, action, recoveryMs });
    }
    await source.end('SIGTERM');
  } finally {
    source.thaw();
    await source.end('SIGKILL');
  }
  return { cycles, sent, worstRecoveryMs: Math.max(0, ...cycles.map(({ recoveryMs }) => recoveryMs)) };
}

type Deed = (source: ChildSource, outage: () => Promise<void>) => Promise<void>;

const DEEDS: Readonly<Record<CycleAction, Deed>> = {
  async kill(source, outage) {
    await source.end('SIGKILL');
    await outage();
    await source.start();
  },
  async restart(source, outage) {
    await source.end('SIGTERM');
    await outage();
    await source.start();
  },
  async freeze(source, outage) {
    source.freeze();
    await outage();
    source.thaw();
  },
  slow: ill('slow'),
  late: ill('late'),
};

function ill(manner: 'slow' | 'late'): Deed {
  return async (source, outage) => {
    source.behave(manner);
    await outage();
    source.behave('sound');
  };
}

/** Milliseconds until the product has a value that was sent after this call. */
async function recovered(
  options: PowerCycleOptions,
  sent: readonly SentValue[],
  signal: AbortSignal,
): Promise<number> {
  const { clock, patienceMs = 60_000 } = options;
  const startedAt = clock.monotonic();
  const before = sent.at(-1)?.value ?? 0;
  while (!signal.aborted) {
    const newest = await options.newest();
    if (newest !== undefined && newest > before) return clock.monotonic() - startedAt;
    if (clock.monotonic() - startedAt > patienceMs) {
      throw new MusubiError('device', 'world.no-recovery', `nothing new within ${patienceMs} ms`);
    }
    await clock.sleep(POLL_MS, signal);
  }
  return Number.NaN;
}

import { backoff } from './backoff.ts';
import type { Clock } from './clock.ts';
import { reasonOf } from './errors.ts';
import type { Log } from './log.ts';
import type { Random } from './random.ts';

/** Anything that runs: resolves when done, rejects to be restarted. */
export interface Service {
  readonly name: string;
  run(signal: AbortSignal): Promise<void>;
}

export interface ServiceEffects {
  clock: Clock;
  random: Random;
  log: Log;
  /** Told of every failure before the wait, with the wait in milliseconds. */
  onFailure?: (error: unknown, retryInMs: number) => void;
}

/** A run that lasted this long was healthy: the next failure starts again with the shortest wait. */
const HEALTHY_AFTER_MS = 30_000;

/** Runs `service` until it resolves or `signal` aborts; a failure stops at this edge and leads to a restart. */
export async function runService(
  service: Service,
  effects: ServiceEffects,
  signal: AbortSignal,
): Promise<void> {
  let delays = backoff(effects.random);
  while (!signal.aborted) {
    const startedAt = effects.clock.monotonic();
    try {
      await service.run(signal);
      return;
    } catch (error) {
      if (signal.aborted) return;
      if (effects.clock.monotonic() - startedAt >= HEALTHY_AFTER_MS) delays = backoff(effects.random);
      const delay = delays.next().value;
      effects.log.warn('service failed, restarting', {
        service: service.name,
        reason: reasonOf(error),
        delay,
      });
      effects.onFailure?.(error, delay);
      await effects.clock.sleep(delay, signal);
    }
  }
}

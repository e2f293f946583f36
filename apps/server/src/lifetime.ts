import { type Clock, type Log, type Random, reasonOf, runService, type Service } from '@musubi/base';

/** Everything that runs until the program stops, and everything that is closed then, last opened first closed. */
export interface Lifetime {
  /** Runs it, and again after a failure. */
  run(service: Service): void;
  /** To be closed at the end. */
  closing(name: string, close: () => Promise<unknown>): void;
  /** Ends services, then closes; one that fails is logged and does not keep the others open. */
  end(): Promise<void>;
}

export function openLifetime(effects: { clock: Clock; random: Random; log: Log }): Lifetime {
  const stop = new AbortController();
  const running: Promise<void>[] = [];
  const open: { name: string; close: () => Promise<unknown> }[] = [];
  let ended: Promise<void> | undefined;
  const endOnce = async () => {
    stop.abort();
    await Promise.allSettled(running);
    for (const { name, close } of open.reverse()) {
      await close().catch((error: unknown) =>
        effects.log.error('closing failed', { part: name, reason: reasonOf(error) }),
      );
    }
  };
  return {
    run: (service) => void running.push(runService(service, effects, stop.signal)),
    closing: (name, close) => void open.push({ name, close }),
    end: () => {
      ended ??= endOnce();
      return ended;
    },
  };
}

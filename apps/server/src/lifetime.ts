import { type Clock, type Log, type Random, reasonOf, runService, type Service } from '@musubi/base';

/** Everything that runs or stands open until the program stops; what came last ends first. */
export interface Lifetime {
  /** Runs it, and again after a failure, until the end. */
  run(service: Service): void;
  /** To be closed at the end. */
  closing(name: string, close: () => Promise<unknown>): void;
  /** Ends everything, one after the other; one that fails is logged and does not keep the others open. */
  end(): Promise<void>;
}

export function openLifetime(effects: { clock: Clock; random: Random; log: Log }): Lifetime {
  const open: { name: string; close: () => Promise<unknown> }[] = [];
  let ended: Promise<void> | undefined;
  const endAll = async () => {
    for (const { name, close } of open.reverse()) {
      await close().catch((error: unknown) =>
        effects.log.error('closing failed', { part: name, reason: reasonOf(error) }),
      );
    }
  };
  const closing = (name: string, close: () => Promise<unknown>) => void open.push({ name, close });
  return {
    run(service) {
      const stop = new AbortController();
      const running = runService(service, effects, stop.signal);
      closing(service.name, () => {
        stop.abort();
        return running;
      });
    },
    closing,
    end: () => {
      ended ??= endAll();
      return ended;
    },
  };
}

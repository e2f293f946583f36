import { systemClock } from '@musubi/base';

/** Runs `work` while `ingest` is called every `everyMs`; a failure of either is the failure of both. */
export async function whileIngesting<T>(
  everyMs: number,
  ingest: (now: number) => Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> {
  const aborter = new AbortController();
  const background = async () => {
    while (!aborter.signal.aborted) {
      await ingest(systemClock.now());
      await systemClock.sleep(everyMs, aborter.signal);
    }
  };
  const foreground = async () => {
    try {
      return await work();
    } finally {
      aborter.abort();
    }
  };
  const [result] = await Promise.all([foreground(), background()]);
  return result;
}

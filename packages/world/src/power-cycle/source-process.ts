import { systemClock } from '@musubi/base';
import { everyTick } from '../deliver/tick.ts';
import { counterValue, type FromSource, type SourceStart, type ToSource } from './messages.ts';
import type { CounterSource } from './source.ts';

/** The program of a source that is killed, frozen and started again: a process of its own, told what to be by its parent. */

let source: CounterSource | undefined;

process.on('message', (message: ToSource) => {
  if (message.tell === 'start') void run(message);
  else source?.behave(message.manner);
});
// A parent that is gone leaves no orphan.
process.on('disconnect', () => process.exit(0));

async function run(start: SourceStart): Promise<void> {
  const { plan, session, everyMs } = start;
  source = await openSource(start);
  tell({ told: 'ready', port: source.port });
  const stop = new AbortController();
  process.on('SIGTERM', () => {
    stop.abort();
    void source?.close().then(() => process.exit(0));
  });
  let n = 0;
  await everyTick(systemClock, everyMs, stop.signal, (time) => {
    n += 1;
    const value = counterValue(session, n);
    // Told first: killed in between, the value counts as missing and not as invented.
    tell({ told: 'sent', value, time, session, heard: source?.heard() ?? false });
    source?.send(value, time);
  });
  // Only what this protocol needs is loaded: a source must be back quickly.
  async function openSource({ session }: SourceStart): Promise<CounterSource> {
    if (plan.protocol === 'shdr') return (await import('./shdr-source.ts')).openShdrSource(plan, session);
    return (await import('./mqtt-source.ts')).openMqttSource(plan);
  }
}

function tell(message: FromSource): void {
  process.send?.(message);
}

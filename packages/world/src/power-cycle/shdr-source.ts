import { type Clock, systemClock } from '@musubi/base';
import { ShdrAdapter } from '../shdr/adapter.ts';
import { shdrLine } from '../shdr/lines.ts';
import { COUNTER, type SourceManner, type SourcePlan } from './messages.ts';
import type { CounterSource } from './source.ts';

/** An adapter whose counter can be made slow, late or hung. */
export async function openShdrSource(
  plan: Extract<SourcePlan, { protocol: 'shdr' }>,
  session: number,
  clock: Clock = systemClock,
): Promise<CounterSource> {
  let last = shdrLine(clock.now(), [['avail', 'AVAILABLE']]);
  const held: string[] = [];
  let manner: SourceManner['manner'] = 'sound';
  // One line after the other: pieces of two lines would make neither.
  let dribbled = Promise.resolve();
  const say = (line: string) => {
    const slowly = manner === 'slow';
    dribbled = dribbled.then(() => (slowly ? dribble(adapter, line, clock) : adapter.send(line)));
  };
  const adapter = new ShdrAdapter(
    () => [
      shdrLine(clock.now(), [
        ['avail', 'AVAILABLE'],
        ['session', session],
      ]),
      last,
    ],
    { port: plan.port, heartbeatMs: plan.heartbeatMs },
  );
  const port = await adapter.open();
  return {
    port,
    heard: () => adapter.clients > 0,
    send(value, time) {
      last = shdrLine(time, [[COUNTER, value]]);
      if (manner === 'late') held.push(last);
      else say(last);
    },
    behave(next) {
      if (manner === 'hung') adapter.thaw();
      if (next === 'hung') adapter.freeze();
      if (next !== 'late') for (const line of held.splice(0)) say(line);
      manner = next;
    },
    async close() {
      await dribbled;
      await adapter.close();
    },
  };
}

/** A line in three pieces with pauses, as over a bad serial converter. */
async function dribble(adapter: ShdrAdapter, line: string, clock: Clock): Promise<void> {
  const whole = `${line}\n`;
  const third = Math.ceil(whole.length / 3);
  for (let at = 0; at < whole.length; at += third) {
    adapter.sendRaw(whole.slice(at, at + third));
    await clock.sleep(15);
  }
}

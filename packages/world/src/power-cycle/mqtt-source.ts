import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { type Clock, runService, seededRandom, silentLog, systemClock } from '@musubi/base';
import { deliverByMqtt } from '../deliver/mqtt.ts';
import { Outbox } from '../deliver/outbox.ts';
import type { Message } from '../deliver/sampler.ts';
import { COUNTER, type SourceManner, type SourcePlan } from './messages.ts';
import type { CounterSource } from './source.ts';

/**
 * A publisher that keeps a journal: what was not acknowledged when it was killed is sent again by its successor,
 * so that nothing it ever measured is lost.
 */
export function openMqttSource(
  plan: Extract<SourcePlan, { protocol: 'mqtt' }>,
  clock: Clock = systemClock,
): CounterSource {
  const stop = new AbortController();
  let manner: SourceManner['manner'] = 'sound';
  const held: Message[] = [];
  const outbox = new JournaledOutbox(plan.journal);
  const run = (signal: AbortSignal) => deliverByMqtt(plan, outbox, signal);
  const effects = { clock, random: seededRandom(11), log: silentLog };
  const running = runService({ name: 'publisher', run }, effects, stop.signal);
  return {
    port: 0,
    heard: () => true,
    send(value, time) {
      const message = { time, values: { [COUNTER]: value } };
      if (manner === 'late' || manner === 'hung') held.push(message);
      else outbox.put(message);
    },
    behave(next) {
      if (next === 'sound' || next === 'slow') for (const message of held.splice(0)) outbox.put(message);
      manner = next;
    },
    async close() {
      for (const message of held.splice(0)) outbox.put(message);
      stop.abort();
      await running;
    },
  };
}

/** An outbox on disk: a line for each message put, and one for each acknowledged. */
class JournaledOutbox extends Outbox<Message> {
  readonly #file: string;

  constructor(file: string) {
    super();
    this.#file = file;
    for (const message of unacknowledged(file)) super.put(message);
  }

  override put(message: Message): void {
    appendFileSync(this.#file, `put ${JSON.stringify(message)}\n`);
    super.put(message);
  }

  override done(messages: readonly Message[]): void {
    appendFileSync(this.#file, messages.map(({ values }) => `ack ${String(values[COUNTER])}\n`).join(''));
    super.done(messages);
  }
}

function unacknowledged(file: string): Message[] {
  if (!existsSync(file)) return [];
  const waiting = new Map<string, Message>();
  // The last line may be torn by the kill.
  for (const line of readFileSync(file, 'utf8').split('\n').slice(0, -1)) {
    if (line.startsWith('ack ')) waiting.delete(line.slice(4));
    if (!line.startsWith('put ')) continue;
    const message = JSON.parse(line.slice(4)) as Message;
    waiting.set(String(message.values[COUNTER]), message);
  }
  return [...waiting.values()];
}

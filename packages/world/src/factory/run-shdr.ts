import type { Clock, Log } from '@musubi/base';
import { type Message, Sampler, TICK_MS } from '../deliver/sampler.ts';
import { everyTick } from '../deliver/tick.ts';
import { ShdrAdapter } from '../shdr/adapter.ts';
import { conditionLine, shdrLine } from '../shdr/lines.ts';
import type { SimulatedDevice } from './device.ts';

/** The condition of the demo's lathe, and the alarm it shows in a fault. */
const CONDITION = 'system';
const ALARM = { code: '1020', text: 'X軸サーボアラーム' };

/** Runs a device as an SHDR adapter until `signal` aborts; rejects if the port is taken. */
export async function runShdrDevice(
  device: SimulatedDevice,
  port: number,
  effects: { clock: Clock; log: Log },
  signal: AbortSignal,
): Promise<void> {
  const present = () => linesOf(new Sampler(device.signals).take(effects.clock.now()));
  const adapter = new ShdrAdapter(present, { port, log: effects.log });
  await adapter.open();
  const sampler = new Sampler(device.signals);
  try {
    await everyTick(effects.clock, TICK_MS, signal, (time) => {
      for (const line of linesOf(sampler.take(time))) adapter.send(line);
    });
  } finally {
    await adapter.close();
  }
}

function linesOf(message: Message | undefined): string[] {
  if (!message) return [];
  const { [CONDITION]: condition, ...values } = message.values;
  const lines: string[] = [];
  const entries = Object.entries(values);
  if (entries.length > 0) lines.push(shdrLine(message.time, entries));
  if (condition === 'FAULT')
    lines.push(conditionLine(message.time, CONDITION, 'FAULT', ALARM.code, ALARM.text));
  else if (condition !== undefined) lines.push(conditionLine(message.time, CONDITION, 'NORMAL'));
  return lines;
}

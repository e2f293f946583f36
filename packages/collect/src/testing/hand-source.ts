import { MusubiError } from '@musubi/base';
import { BatchBuilder } from '@musubi/schema';
import { z } from 'zod';
import { type ConnectorContext, type Delivered, defineConnector, SECRET } from '../connector.ts';
import { addValue, kindOfValue } from '../value.ts';

/** A connector that tests play by hand: it runs until told otherwise and emits what they say. */
export class HandSource {
  context: ConnectorContext | undefined;
  runs = 0;
  #fail: ((error: unknown) => void) | undefined;

  /** One reading per key at `time`, of the device at `address`. */
  async emit(
    address: string,
    values: Readonly<Record<string, unknown>>,
    time = this.running.clock.now(),
  ): Promise<Delivered> {
    const device = this.running.ownDevice(address, address);
    const builder = new BatchBuilder(8);
    for (const [key, value] of Object.entries(values)) {
      const series = device.series(key, { kind: kindOfValue(value) });
      addValue(builder, series, device.kind(series), time, this.running.clock.now(), value);
    }
    return this.running.emit(builder.take(), device);
  }

  /** The source breaks, as a cut cable would. */
  fail(error: unknown = new MusubiError('device', 'hand.broken', 'cable cut')): void {
    this.#fail?.(error);
  }

  get running(): ConnectorContext {
    if (!this.context) throw new MusubiError('us', 'bug', 'the source does not run');
    return this.context;
  }

  readonly connector = defineConnector({
    name: 'hand',
    title: { ja: '手動', en: 'By hand' },
    summary: { ja: '試験用', en: 'For tests' },
    settings: z.object({ address: z.string().default('x'), password: z.string().meta(SECRET).optional() }),
    addable: true,
    run: (_settings: unknown, context: ConnectorContext, signal: AbortSignal): Promise<void> => {
      this.context = context;
      this.runs++;
      context.connected();
      return new Promise((resolve, reject) => {
        this.#fail = reject;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    },
    test: async (settings: { address: string }) => {
      if (settings.address === 'away') throw new MusubiError('device', 'hand.away', 'nobody there');
      return { latencyMs: 3, sample: [{ key: 'temp', value: '20' }] };
    },
    replay: async (raw: Uint8Array, address: string, context: ConnectorContext): Promise<Delivered> => {
      const text = Buffer.from(raw).toString();
      if (text === 'bad') throw new MusubiError('device', 'payload.not-json', 'still bad');
      const device = context.ownDevice(address, address);
      const builder = new BatchBuilder(1);
      const now = context.clock.now();
      addValue(builder, device.series('value', { kind: 'number' }), 'number', now, now, text);
      return context.emit(builder.take(), device);
    },
  });
}

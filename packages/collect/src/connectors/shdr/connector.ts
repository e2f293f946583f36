import type { Socket } from 'node:net';
import { type Clock, isMusubiError, MusubiError } from '@musubi/base';
import { textAt } from '@musubi/schema';
import { z } from 'zod';
import {
  type ConnectorContext,
  type Delivered,
  type DeviceHandle,
  defineConnector,
  type Refuse,
  titled,
} from '../../connector.ts';
import { imaginedDevice } from '../../payload/imagined-device.ts';
import { Heartbeat, openLink } from './client.ts';
import { type DeviceModel, LARGEST_MODEL, readDeviceModel } from './device-model.ts';
import { type ShdrLine, ShdrLines } from './lines.ts';
import { ShdrDecoder } from './payload.ts';

export const shdrSettings = z.object({
  host: z
    .string()
    .min(1)
    .max(255)
    .describe('Host name or address of the MTConnect adapter')
    .meta(titled('アダプターのアドレス', 'Adapter address')),
  port: z
    .number()
    .int()
    .min(1)
    .max(65_535)
    .default(7878)
    .describe('TCP port of the adapter')
    .meta(titled('ポート', 'Port')),
  device: z
    .string()
    .max(120)
    .optional()
    .describe('Name of the machine; else that of the device model, else the address')
    .meta(titled('機械の名前', 'Machine name')),
  deviceModel: z
    .string()
    .max(LARGEST_MODEL)
    .optional()
    .describe('MTConnect device model (Devices.xml): names, units and kinds of the data items')
    .meta(
      titled('機器モデル（Devices.xml の内容）', 'Device model (contents of Devices.xml)', {
        multiline: true,
      }),
    ),
});
export type ShdrSettings = z.output<typeof shdrSettings>;

/** How long a test listens for values. */
const TEST_MS = 3_000;

/** MTConnect adapters (SHDR over TCP): machine tools whose maker or retrofitter speaks MTConnect. */
export const shdr = defineConnector({
  name: 'shdr',
  title: { ja: 'MTConnect（SHDR アダプター）', en: 'MTConnect (SHDR adapter)' },
  summary: {
    ja: '工作機械の MTConnect アダプターから、状態・負荷・位置・アラームを受け取ります。',
    en: 'Receives states, loads, positions and conditions from a machine tool’s MTConnect adapter.',
  },
  settings: shdrSettings,
  addable: true,

  async run(settings: ShdrSettings, context: ConnectorContext, signal: AbortSignal): Promise<void> {
    const model = settings.deviceModel ? readDeviceModel(settings.deviceModel) : undefined;
    const socket = await openLink(settings, context.clock, signal).catch((error: unknown) => {
      if (signal.aborted) return undefined;
      throw error;
    });
    if (!socket) return;
    const ended = new AbortController();
    const heartbeat = new Heartbeat(socket, context.clock);
    const stop = () => socket.destroy();
    signal.addEventListener('abort', stop, { once: true });
    try {
      context.connected();
      const address = mainDevice(settings, model);
      const reading = receive(socket, heartbeat, decoderFor(address, model, context), address, context);
      // Whoever loses the race may still fail, with nothing new to say.
      reading.catch(() => {});
      await Promise.race([reading, heartbeat.beat(AbortSignal.any([ended.signal, signal]))]);
      if (!signal.aborted)
        throw new MusubiError('device', 'shdr.link-lost', 'the adapter closed the connection');
    } catch (error) {
      if (signal.aborted) return;
      await context.linkDown();
      throw isMusubiError(error) ? error : lost(error);
    } finally {
      signal.removeEventListener('abort', stop);
      ended.abort();
      socket.destroy();
    }
  },

  async test(settings: ShdrSettings, { clock }: { clock: Clock }, signal: AbortSignal) {
    const model = settings.deviceModel ? readDeviceModel(settings.deviceModel) : undefined;
    const startedAt = clock.monotonic();
    const socket = await openLink(settings, clock, signal);
    const latencyMs = clock.monotonic() - startedAt;
    try {
      return { latencyMs, sample: await listen(socket, settings, model, clock, signal) };
    } finally {
      socket.destroy();
    }
  },

  async replay(raw: Uint8Array, address: string, context: ConnectorContext): Promise<Delivered> {
    const decoder = decoderFor(address, undefined, context);
    const [line, ...more] = Buffer.from(raw).toString().split('\n');
    const block = more.length > 0 ? { block: more.join('\n') } : {};
    const problem = decoder.read({ text: line ?? '', ...block }, context.clock.now());
    if (problem) throw new MusubiError('device', 'shdr.bad-line', problem, { details: { problem } });
    const total = { stored: 0, duplicates: 0 };
    for (const { batch, device } of decoder.take()) {
      const delivered = await context.emit(batch, device);
      total.stored += delivered.stored;
      total.duplicates += delivered.duplicates;
    }
    return total;
  },
});

function mainDevice({ device, host, port }: ShdrSettings, model: DeviceModel | undefined): string {
  return device || model?.devices[0]?.name || `${host}:${port}`;
}

function decoderFor(main: string, model: DeviceModel | undefined, context: ConnectorContext): ShdrDecoder {
  const handle = (name: string): DeviceHandle => context.ownDevice(name.slice(0, 200), name.slice(0, 120));
  return new ShdrDecoder({ main, handle }, model);
}

/** Reads until the adapter closes. The next portion is read when the last is durable: TCP makes the adapter wait. */
async function receive(
  socket: Socket,
  heartbeat: Heartbeat,
  decoder: ShdrDecoder,
  address: string,
  context: ConnectorContext,
): Promise<void> {
  const lines = new ShdrLines();
  const tooLong: string[] = [];
  for await (const chunk of socket) {
    heartbeat.heard();
    heartbeat.busy = true;
    const received = context.clock.now();
    for (const line of lines.push(chunk as Buffer, (beginning) => tooLong.push(beginning))) {
      const problem = readLine(line, decoder, heartbeat, context, received);
      if (problem) await context.quarantine(refusalOf(address, line, problem));
    }
    for (const beginning of tooLong.splice(0)) {
      await context.quarantine(refusalOf(address, { text: beginning }, 'the line does not end'));
    }
    for (const { batch, device } of decoder.take()) await context.emit(batch, device);
    heartbeat.busy = false;
  }
}

function readLine(
  line: ShdrLine,
  decoder: ShdrDecoder,
  heartbeat: Heartbeat,
  context: ConnectorContext,
  received: number,
): string | undefined {
  if (!line.text.startsWith('*')) return readData(line, decoder, received);
  if (heartbeat.pong(line.text)) {
    context.alive();
    return undefined;
  }
  const command = /^\*\s*([\w-]+)\s*:\s*(.*)$/.exec(line.text);
  if (command?.[1] === 'device' && command[2]) decoder.switchTo(command[2].trim());
  else context.log.debug('shdr command', { line: line.text.slice(0, 200) });
  return undefined;
}

function readData(line: ShdrLine, decoder: ShdrDecoder, received: number): string | undefined {
  try {
    return decoder.read(line, received);
  } catch (error) {
    // The directory refuses more series than a device can have.
    if (isMusubiError(error)) return error.code;
    throw error;
  }
}

function refusalOf(address: string, line: ShdrLine, problem: string): Refuse {
  const raw = line.block === undefined ? line.text : `${line.text}\n${line.block}`;
  return { address: address.slice(0, 200), raw: Buffer.from(raw), reason: 'shdr.bad-line', detail: problem };
}

function lost(error: unknown): MusubiError {
  return new MusubiError('device', 'shdr.link-lost', 'the link to the adapter broke', { cause: error });
}

/** Values that arrive within some seconds, at most twenty. */
async function listen(
  socket: Socket,
  settings: ShdrSettings,
  model: DeviceModel | undefined,
  clock: Clock,
  signal: AbortSignal,
): Promise<{ key: string; value: string }[]> {
  const device = imaginedDevice(mainDevice(settings, model));
  const decoder = new ShdrDecoder({ main: device.address, handle: () => device }, model);
  const lines = new ShdrLines();
  const sample = new Map<string, string>();
  const enough = new AbortController();
  void clock.sleep(TEST_MS, AbortSignal.any([signal, enough.signal])).then(() => socket.destroy());
  socket.write('* PING\n');
  try {
    for await (const chunk of socket) {
      for (const line of lines.push(chunk as Buffer, () => {})) {
        if (!line.text.startsWith('*')) decoder.read(line, clock.now());
      }
      for (const { batch } of decoder.take()) {
        for (let i = 0; i < batch.length && sample.size < 20; i++) {
          sample.set(
            device.keyOf(batch.series[i]!),
            (textAt(batch, i) ?? String(batch.number[i])).slice(0, 100),
          );
        }
      }
      if (sample.size >= 20) break;
    }
  } catch (error) {
    if (!socket.destroyed) throw lost(error);
  } finally {
    enough.abort();
  }
  return [...sample].map(([key, value]) => ({ key, value }));
}

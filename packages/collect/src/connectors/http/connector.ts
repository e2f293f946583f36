import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { MusubiError } from '@musubi/base';
import { z } from 'zod';
import {
  type ConnectorContext,
  type Delivered,
  type DeviceHandle,
  defineConnector,
  titled,
} from '../../connector.ts';
import { ArrivalStamps } from '../../payload/arrival-stamps.ts';
import { untilAborted } from '../../until-aborted.ts';
import { precisionNoted, readBody } from './body.ts';
import { PRECISIONS, type Precision } from './line-protocol.ts';

export const httpSettings = z.object({
  largestBody: z
    .number()
    .int()
    .min(1_024)
    .max(64 * 1024 * 1024)
    .default(4 * 1024 * 1024)
    .describe('Largest request body in bytes, also after unpacking')
    .meta(titled('1回に受け取る最大サイズ（バイト）', 'Largest delivery (bytes)')),
});

/** One POST as the server's route received it, its device already known by the token. */
export interface HttpDelivery {
  contentType?: string | undefined;
  /** `gzip` or nothing. */
  contentEncoding?: string | undefined;
  /** Unit of line-protocol times: ns (default), us, ms or s. */
  precision?: string | undefined;
  body: Uint8Array;
}

export interface HttpDelivered extends Delivered {
  quarantined: number;
}

/** The door behind `POST /api/readings`. */
export interface HttpDoor {
  /** Resolves when everything that could be read is durable and the rest is in quarantine. */
  deliver(device: DeviceHandle, delivery: HttpDelivery): Promise<HttpDelivered>;
}

interface OpenDoor {
  context: ConnectorContext;
  stamps: ArrivalStamps;
  largestBody: number;
}

const unpack = promisify(gunzip);

/** Readings by HTTP, JSON or InfluxDB line protocol. The server owns the route; this is what it calls. */
export function createHttp() {
  let open: OpenDoor | undefined;

  const door: HttpDoor = {
    async deliver(device, delivery) {
      if (!open) throw new MusubiError('us', 'http.not-running', 'the HTTP door is not open yet');
      const { context, stamps } = open;
      const raw = rawOf(delivery.body, open.largestBody);
      const body = delivery.contentEncoding
        ? await unpacked(raw, delivery.contentEncoding, open.largestBody)
        : raw;
      const received = context.clock.now();
      const read = readBody(body, delivery.contentType, precisionOf(delivery.precision), {
        device,
        received,
        stamps,
      });
      const stored = read.batch.length > 0 ? await context.emit(read.batch, device) : NOTHING;
      if (!read.refused) return { stored: stored.stored, duplicates: stored.duplicates, quarantined: 0 };
      await context.quarantine(read.refused);
      return { stored: stored.stored, duplicates: stored.duplicates, quarantined: read.refusedRows };
    },
  };

  return Object.assign(
    defineConnector({
      name: 'http',
      title: { ja: 'HTTP 受信', en: 'HTTP door' },
      summary: {
        ja: '機器やプログラムが測定値をまとめて送る入口です。JSON と InfluxDB 形式を受け取ります。',
        en: 'Devices and programs post batches of readings as JSON or InfluxDB line protocol.',
      },
      settings: httpSettings,
      addable: false,
      listens: true,
      async run(settings: z.output<typeof httpSettings>, context: ConnectorContext, signal: AbortSignal) {
        open = { context, stamps: new ArrivalStamps(), largestBody: settings.largestBody };
        context.connected();
        await untilAborted(signal);
        open = undefined;
      },
      async replay(raw: Uint8Array, address: string, context: ConnectorContext): Promise<Delivered> {
        const device = context.device(address);
        if (!device) throw new MusubiError('caller', 'device.not-found', `no accepted device ${address}`);
        const target = { device, received: context.clock.now(), stamps: new ArrivalStamps() };
        const body = Buffer.from(raw);
        const read = readBody(body, undefined, precisionNoted(body), target);
        if (read.refused) {
          throw new MusubiError('device', read.refused.reason, read.refused.detail, {
            details: { detail: read.refused.detail },
          });
        }
        return context.emit(read.batch, device);
      },
    }),
    { door },
  );
}

const NOTHING: Delivered = { stored: 0, duplicates: 0 };

function rawOf(body: Uint8Array, largest: number): Buffer {
  if (body.byteLength > largest) throw tooLarge(largest);
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

async function unpacked(raw: Buffer, encoding: string, largest: number): Promise<Buffer> {
  if (encoding === 'identity') return raw;
  if (encoding !== 'gzip') {
    throw new MusubiError('caller', 'http.unknown-encoding', `content-encoding ${encoding}`, {
      details: { encoding },
    });
  }
  try {
    return await unpack(raw, { maxOutputLength: largest });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(largest);
    throw new MusubiError('caller', 'http.bad-compression', 'the gzip body is damaged', { cause: error });
  }
}

function tooLarge(largest: number): MusubiError {
  return new MusubiError('caller', 'http.too-large', `body above ${largest} bytes`, { details: { largest } });
}

function precisionOf(text: string | undefined): Precision {
  if (text === undefined) return 'ns';
  if (Object.hasOwn(PRECISIONS, text)) return text as Precision;
  throw new MusubiError('caller', 'http.unknown-precision', `precision ${text}`, {
    details: { precision: text },
  });
}

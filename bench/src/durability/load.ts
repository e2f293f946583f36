import { reasonOf, systemClock } from '@musubi/base';
import { authorizationOf, type RunningProduct, send } from '@musubi/server/product';
import { openMqttLink } from '../load/mqtt-link.ts';
import type { Source } from './source.ts';

const MQTT_IN_FLIGHT = 64;
const HTTP_BATCH = 20;
const AFTER_REFUSAL_MS = 100;

export interface LoadOptions {
  /** Readings carry a time and a sequence of their own; without, arrival is their time. */
  ownTime: boolean;
}

/** Delivers for all sources until `signal` aborts or the product is gone; what was unanswered before goes first. */
export async function deliver(
  product: RunningProduct,
  sources: readonly Source[],
  options: LoadOptions,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(
    sources.map((source) =>
      (source.via === 'mqtt' ? byMqtt : byHttp)(product, source, options, signal).catch(() => {}),
    ),
  );
}

const timeOf = ({ ownTime }: LoadOptions) => (ownTime ? systemClock.now() : undefined);

async function byMqtt(
  product: RunningProduct,
  source: Source,
  options: LoadOptions,
  signal: AbortSignal,
): Promise<void> {
  const { user, secret } = source.device;
  const link = await openMqttLink(product.mqttPort, { clientId: user, user, secret });
  const publish = async (number: number, payload: string) => {
    await link.publish(`musubi/${user}`, Buffer.from(payload));
    source.answered(number);
  };
  const again = [...source.unanswered];
  await Promise.all(again.map(([number, payload]) => publish(number, payload)));
  const worker = async () => {
    while (!signal.aborted) {
      const { number, payload } = source.next(timeOf(options));
      await publish(number, payload);
    }
  };
  await Promise.all(Array.from({ length: MQTT_IN_FLIGHT }, worker));
  link.close();
}

async function byHttp(
  product: RunningProduct,
  source: Source,
  options: LoadOptions,
  signal: AbortSignal,
): Promise<void> {
  const post = async (batch: readonly (readonly [number, string])[]) => {
    const answer = await send(product.address, '/api/readings', {
      method: 'POST',
      headers: { authorization: authorizationOf(source.device), 'content-type': 'application/json' },
      body: `[${batch.map(([, payload]) => payload).join()}]`,
    });
    if (answer.status < 300) for (const [number] of batch) source.answered(number);
    else await systemClock.sleep(AFTER_REFUSAL_MS, signal);
  };
  while (!signal.aborted) {
    const again = [...source.unanswered].slice(0, HTTP_BATCH);
    const fresh = Array.from({ length: HTTP_BATCH - again.length }, () => {
      const { number, payload } = source.next(timeOf(options));
      return [number, payload] as const;
    });
    try {
      await post([...again, ...fresh]);
    } catch (error) {
      if (signal.aborted || /ECONNREFUSED|ECONNRESET|EPIPE|hang up/.test(reasonOf(error))) return;
      throw error;
    }
  }
}

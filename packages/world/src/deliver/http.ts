import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { MusubiError, reasonOf } from '@musubi/base';
import type { Outbox } from './outbox.ts';
import type { Message } from './sampler.ts';

export interface HttpDoor {
  /** The product's address; readings go to `/api/readings` under it. */
  url: string;
  token: string;
  /** Certificate authority to trust, PEM. */
  ca?: string;
}

/** Messages per request while an outbox is emptied. */
const BATCH = 200;
const TIMEOUT_MS = 15_000;

/** Posts what `outbox` holds until `signal` aborts; a message leaves it with the 2xx. Rejects when a post fails. */
export async function deliverByHttp(
  door: HttpDoor,
  outbox: Outbox<Message>,
  signal: AbortSignal,
): Promise<void> {
  const secure = door.url.startsWith('https:');
  const agent = secure
    ? new HttpsAgent({ keepAlive: true, ca: door.ca })
    : new HttpAgent({ keepAlive: true });
  try {
    while (!signal.aborted) {
      const messages = await outbox.peek(BATCH, signal);
      if (signal.aborted) break;
      await post(door, agent, JSON.stringify(messages), signal);
      outbox.done(messages);
    }
  } finally {
    agent.destroy();
  }
}

function post(door: HttpDoor, agent: HttpAgent, body: string, signal: AbortSignal): Promise<void> {
  const url = new URL('/api/readings', door.url);
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const fail = (reason: string, cause?: unknown) =>
      reject(new MusubiError('device', 'world.link-broken', reason, { cause }));
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        signal,
        timeout: TIMEOUT_MS,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          authorization: `Bearer ${door.token}`,
        },
      },
      (answer) => {
        answer.resume();
        answer.on('error', (error) => fail(reasonOf(error), error));
        answer.on('end', () => {
          const status = answer.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve();
          else fail(`answered ${status}`);
        });
      },
    );
    sent.on('timeout', () => sent.destroy(new MusubiError('device', 'world.link-broken', 'no answer')));
    sent.on('error', (error) => fail(reasonOf(error), error));
    sent.end(body);
  });
}

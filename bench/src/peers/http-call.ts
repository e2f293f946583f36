import { Agent, request } from 'node:http';
import { MusubiError } from '@musubi/base';

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

export interface Call {
  port: number;
  path: string;
  method?: 'GET' | 'POST';
  body?: Uint8Array | string;
  headers?: Record<string, string>;
}

/** One HTTP call to a server on loopback; resolves with the whole answer, rejects unless it is a 2xx. */
export function call({ port, path, method = 'GET', body, headers = {} }: Call): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        const whole = Buffer.concat(parts);
        const code = answer.statusCode ?? 0;
        if (code >= 200 && code < 300) return resolve(whole);
        reject(
          new MusubiError('us', 'bench.call-failed', `${path}: ${code} ${whole.toString().slice(0, 300)}`),
        );
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Sends all of `bodies`, `connections` at a time; resolves when all are answered. */
export async function sendAll<Body>(
  bodies: Iterable<Body>,
  connections: number,
  send: (body: Body) => Promise<unknown>,
): Promise<void> {
  const remaining = bodies[Symbol.iterator]();
  const sender = async () => {
    for (let next = remaining.next(); !next.done; next = remaining.next()) await send(next.value);
  };
  await Promise.all(Array.from({ length: connections }, sender));
}

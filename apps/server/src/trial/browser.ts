import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { MusubiError } from '@musubi/base';
import {
  type ApiContract,
  CSRF_HEADER,
  decodeLiveFrame,
  type LiveValue,
  type Output,
  type RawInput,
  SESSION_COOKIE,
  setUpAdministrator,
} from '@musubi/schema/api';
import { WebSocket } from 'ws';
import type { Running } from '../start-musubi.ts';

/** A browser that trusts the installation's authority, for trials of the whole product. */
export class Browser {
  readonly #running: Pick<Running, 'address' | 'authority'>;
  #headers: Record<string, string> = {};

  constructor(running: Pick<Running, 'address' | 'authority'>) {
    this.#running = running;
  }

  get cookie(): string {
    return this.#headers.cookie ?? '';
  }

  /** The same browser, after the product was started anew at another port. */
  at(running: Pick<Running, 'address' | 'authority'>): Browser {
    const again = new Browser(running);
    again.#headers = this.#headers;
    return again;
  }

  async call<C extends ApiContract>(contract: C, input: RawInput<C>): Promise<Output<C>> {
    const rest = { ...(input as Record<string, unknown>) };
    const path = contract.path.replaceAll(/:(\w+)/g, (_, name: string) => {
      const value = String(rest[name]);
      delete rest[name];
      return value;
    });
    const hasBody = contract.method === 'POST' || contract.method === 'PUT';
    const url = new URL(path, this.#running.address);
    if (!hasBody) for (const [name, value] of Object.entries(rest)) url.searchParams.set(name, String(value));
    const body = hasBody ? JSON.stringify(rest) : undefined;
    const { status, answer, cookies } = await this.send(contract.method, url, this.#headers, body);
    for (const cookie of cookies) this.#keep(cookie);
    if (status !== 200) {
      const { fault, code, details } = answer as {
        fault: 'caller';
        code: string;
        details: Record<string, string>;
      };
      throw new MusubiError(fault, code, `${contract.name}: ${status} ${code}`, { details });
    }
    return answer as Output<C>;
  }

  /** Opens the set-up link and becomes the administrator. */
  async setUp(setupSecret: string): Promise<void> {
    const { csrf } = await this.call(setUpAdministrator, {
      setupSecret,
      login: 'aki',
      name: '秋',
      password: 'hasami-7-midori',
      language: 'ja',
    });
    this.#headers[CSRF_HEADER] = csrf;
  }

  /** A delivery of a device by HTTP. */
  async post(authorization: string, body: string): Promise<{ status: number; answer: unknown }> {
    const headers = { authorization, 'content-type': 'application/json' };
    return this.send('POST', new URL('/api/readings', this.#running.address), headers, body);
  }

  /** Shows series live; `until` resolves with the first value that is looked for. */
  live(show: readonly string[]): {
    until(wanted: (value: LiveValue) => boolean): Promise<LiveValue>;
    close(): void;
  } {
    const { origin, host } = new URL(this.#running.address);
    const socket = new WebSocket(`wss://${host}/api/live`, {
      ca: this.#running.authority,
      headers: { ...this.#headers, origin },
    });
    const seen: LiveValue[] = [];
    socket.on('open', () => socket.send(JSON.stringify({ show })));
    socket.on('message', (frame: Buffer) => seen.push(...decodeLiveFrame(frame)));
    const until = (wanted: (value: LiveValue) => boolean) =>
      new Promise<LiveValue>((resolve, reject) => {
        const look = () => {
          const found = seen.find(wanted);
          if (found) resolve(found);
        };
        socket.on('message', look);
        socket.on('error', reject);
        socket.on('close', (code) => reject(new MusubiError('us', 'bug', `live channel closed: ${code}`)));
        look();
      });
    return { until, close: () => socket.terminate() };
  }

  send(
    method: string,
    url: URL,
    headers: Record<string, string>,
    body?: string,
  ): Promise<{ status: number; answer: unknown; cookies: string[] }> {
    return new Promise((resolve, reject) => {
      const all = body === undefined ? headers : { 'content-type': 'application/json', ...headers };
      const sent = request(url, { method, headers: all, ca: this.#running.authority }, (answer) => {
        const cookies = answer.headers['set-cookie'] ?? [];
        json(answer).then(
          (content) => resolve({ status: answer.statusCode ?? 0, answer: content, cookies }),
          reject,
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  #keep(cookie: string): void {
    if (cookie.startsWith(`${SESSION_COOKIE}=`)) this.#headers.cookie = cookie.split(';')[0]!;
  }
}

import { connect, type Socket } from 'node:net';
import { type Clock, MusubiError, reasonOf } from '@musubi/base';

const CONNECT_WITHIN_MS = 5_000;
/** Heartbeats that an adapter may ask for. */
const SHORTEST_MS = 500;
const LONGEST_MS = 120_000;

export interface ShdrLink {
  host: string;
  port: number;
}

/** Connects within five seconds. Rejects with `shdr.unreachable`, also when `signal` aborts. */
export async function openLink(at: ShdrLink, clock: Clock, signal: AbortSignal): Promise<Socket> {
  const waiting = new AbortController();
  const socket = connect(at);
  const details = { host: at.host, port: at.port };
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string) =>
        reject(new MusubiError('device', 'shdr.unreachable', `${at.host}:${at.port}: ${why}`, { details }));
      socket.once('connect', resolve);
      socket.once('error', (error) => fail(reasonOf(error)));
      signal.addEventListener('abort', () => fail('ended'), { once: true, signal: waiting.signal });
      if (signal.aborted) fail('ended');
      void clock.sleep(CONNECT_WITHIN_MS, waiting.signal).then(() => fail('no answer'));
    });
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    waiting.abort();
  }
  socket.setNoDelay(true);
  return socket;
}

/**
 * The heartbeat of MTConnect adapters: `* PING` is answered by `* PONG <ms>`; from then on a ping goes out that often,
 * and an adapter silent for twice that time is gone although its socket lives. Old adapters never answer: theirs is
 * the watchdog on the age of data.
 */
export class Heartbeat {
  readonly #socket: Socket;
  readonly #clock: Clock;
  #everyMs: number | undefined;
  #heardAt: number;
  /** True while we ourselves are not reading. */
  busy = false;

  constructor(socket: Socket, clock: Clock) {
    this.#socket = socket;
    this.#clock = clock;
    this.#heardAt = clock.monotonic();
    socket.write('* PING\n');
  }

  heard(): void {
    this.#heardAt = this.#clock.monotonic();
  }

  /** Takes `* PONG 10000`; true if it was one. */
  pong(line: string): boolean {
    const pong = /^\*\s*PONG\s*(\d+)?/i.exec(line);
    if (!pong) return false;
    this.#everyMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, Number(pong[1] ?? 10_000)));
    return true;
  }

  /** Pings until `signal` aborts; rejects with `shdr.silent` when the adapter stopped answering. */
  async beat(signal: AbortSignal): Promise<void> {
    let pingedAt = this.#clock.monotonic();
    while (!signal.aborted) {
      await this.#clock.sleep(Math.min(500, this.#everyMs ?? 500), signal);
      const now = this.#clock.monotonic();
      if (this.busy) this.#heardAt = now;
      if (this.#everyMs === undefined || signal.aborted) continue;
      if (now - this.#heardAt > this.#everyMs * 2) {
        throw new MusubiError('device', 'shdr.silent', `no heartbeat for ${now - this.#heardAt} ms`);
      }
      if (now - pingedAt >= this.#everyMs) {
        pingedAt = now;
        this.#socket.write('* PING\n');
      }
    }
  }
}

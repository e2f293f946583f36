import { connect, createServer, type Server, type Socket } from 'node:net';
import { type Clock, MusubiError, type Random, reasonOf } from '@musubi/base';
import { runFaultPipe, soundWire, type WireFaults } from './fault-pipe.ts';

export interface TcpFaultProxyOptions {
  targetPort: number;
  targetHost?: string;
  /** 0 = any free port. */
  port?: number;
  clock: Clock;
  random: Random;
}

interface Pair {
  near: Socket;
  far: Socket;
  end: AbortController;
}

/** A bad network in user space: stands between a client and a server on TCP and does to the bytes what it is told. */
export class TcpFaultProxy implements AsyncDisposable {
  readonly #options: TcpFaultProxyOptions;
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  #faults: WireFaults = soundWire;
  #refusing = false;
  #waiting: (() => void)[] = [];

  constructor(options: TcpFaultProxyOptions) {
    this.#options = options;
    this.#server = createServer({ allowHalfOpen: true }, (near) => this.#join(near));
  }

  /** Resolves with the port once it listens on loopback. */
  open(): Promise<number> {
    return new Promise((resolve, reject) => {
      const port = this.#options.port ?? 0;
      this.#server.once('error', (error) => {
        const details = { port };
        reject(new MusubiError('us', 'world.port-taken', reasonOf(error), { details, cause: error }));
      });
      this.#server.listen(port, '127.0.0.1', () => {
        const address = this.#server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  }

  get connections(): number {
    return this.#pairs.size;
  }

  /** Sets some faults; the others stay as they are. Holds for connections there are and to come. */
  set(faults: Partial<WireFaults>): void {
    this.#faults = { ...this.#faults, ...faults };
    if (!this.#faults.frozen) this.#release();
  }

  /** The wire is sound again. */
  heal(): void {
    this.#refusing = false;
    this.set(soundWire);
  }

  /** Resets every connection at once; with `refuse` new ones are reset too until `heal`. */
  cut(refuse = false): void {
    this.#refusing = refuse;
    for (const pair of [...this.#pairs]) this.#drop(pair);
  }

  async close(): Promise<void> {
    this.cut(true);
    this.#release();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #join(near: Socket): void {
    near.on('error', () => {});
    if (this.#refusing) {
      near.resetAndDestroy();
      return;
    }
    const { targetPort, targetHost = '127.0.0.1', clock, random } = this.#options;
    const far = connect({ port: targetPort, host: targetHost, allowHalfOpen: true });
    const pair: Pair = { near, far, end: new AbortController() };
    this.#pairs.add(pair);
    far.on('error', () => this.#drop(pair));
    near.on('close', () => this.#closed(pair));
    far.on('close', () => this.#closed(pair));
    const effects = { clock, random, faults: () => this.#faults, thawed: this.#thawed };
    void runFaultPipe(near, far, effects, pair.end.signal);
    void runFaultPipe(far, near, effects, pair.end.signal);
  }

  #closed(pair: Pair): void {
    if (pair.near.destroyed && pair.far.destroyed) {
      pair.end.abort();
      this.#pairs.delete(pair);
    }
  }

  #drop(pair: Pair): void {
    this.#pairs.delete(pair);
    pair.end.abort();
    pair.near.resetAndDestroy();
    pair.far.destroy();
    this.#release();
  }

  readonly #thawed = async (signal: AbortSignal): Promise<void> => {
    while (this.#faults.frozen && !signal.aborted) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  };

  #release(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}

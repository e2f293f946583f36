import { createServer, type Server, type Socket } from 'node:net';
import { type Log, MusubiError, reasonOf, silentLog } from '@musubi/base';

export interface ShdrAdapterOptions {
  /** 0 = any free port. */
  port?: number;
  host?: string;
  /** What is promised in `* PONG`: a client that asks within this time finds the adapter alive, milliseconds. */
  heartbeatMs?: number;
  log?: Log;
}

/** A client that reads so slowly that this much waits for it is dropped, bytes. */
const MOST_WAITING = 8 * 1024 * 1024;

const GOODBYE_MS = 2_000;

/**
 * The sending side of the MTConnect adapter protocol (SHDR): lines of `time|key|value…` to every client,
 * `* PONG` to each `* PING`, and on connection whatever the owner says is present.
 */
export class ShdrAdapter {
  readonly #server: Server;
  readonly #clients = new Set<Socket>();
  readonly #options: ShdrAdapterOptions;
  readonly #onConnect: () => readonly string[];
  #frozen = false;

  /** @param onConnect the lines that tell a new client the present state. */
  constructor(onConnect: () => readonly string[], options: ShdrAdapterOptions = {}) {
    this.#onConnect = onConnect;
    this.#options = options;
    this.#server = createServer((socket) => this.#welcome(socket));
  }

  /** Resolves with the port once it listens. */
  open(): Promise<number> {
    const { port = 0, host = '127.0.0.1' } = this.#options;
    return new Promise((resolve, reject) => {
      this.#server.once('error', (error) => {
        const details = { port };
        reject(new MusubiError('us', 'world.port-taken', reasonOf(error), { details, cause: error }));
      });
      this.#server.listen(port, host, () => {
        const address = this.#server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  }

  get clients(): number {
    return this.#clients.size;
  }

  /** Sends one line (without its line end) to every client. */
  send(line: string): void {
    this.sendRaw(`${line}\n`);
  }

  /** Sends text as it is: a piece of a line, or what no adapter should ever send. */
  sendRaw(text: string): void {
    if (this.#frozen) return;
    for (const client of this.#clients) this.#write(client, text);
  }

  /** Stops answering while every socket stays open, as a hung control does. */
  freeze(): void {
    this.#frozen = true;
    for (const client of this.#clients) client.pause();
  }

  thaw(): void {
    this.#frozen = false;
    for (const client of this.#clients) client.resume();
  }

  /** Cuts every client off without a word. */
  cut(): void {
    for (const client of this.#clients) client.destroy();
  }

  /** Resolves when what was sent has left towards every client, so that nothing is cut off at the end. */
  async flush(): Promise<void> {
    await Promise.all([...this.#clients].map(flushed));
  }

  /** Says goodbye: clients read all that was sent up to the end, and are cut off if they don't within 2 s. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const client of this.#clients) {
      client.resume();
      client.setTimeout(GOODBYE_MS, () => client.destroy());
      client.end();
    }
    await closed;
  }

  #welcome(socket: Socket): void {
    this.#clients.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => this.#clients.delete(socket));
    socket.on('error', (error) => {
      (this.#options.log ?? silentLog).debug('client of the adapter lost', { reason: reasonOf(error) });
    });
    let rest = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      const lines = (rest + chunk).slice(-65_536).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (/^\*\s*PING\b/.test(line)) this.#pong(socket);
    });
    if (this.#frozen) {
      socket.pause();
      return;
    }
    for (const line of this.#onConnect()) this.#write(socket, `${line}\n`);
  }

  #pong(socket: Socket): void {
    if (!this.#frozen) this.#write(socket, `* PONG ${this.#options.heartbeatMs ?? 10_000}\n`);
  }

  #write(socket: Socket, text: string): void {
    if (socket.destroyed) return;
    socket.write(text);
    if (socket.writableLength > MOST_WAITING) socket.destroy();
  }
}

function flushed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed || !socket.writable) return resolve();
    const finish = () => {
      socket.removeListener('close', finish);
      resolve();
    };
    socket.once('close', finish);
    socket.write('', finish);
  });
}

import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/** A small real adapter on a free port that answers pings; for tests. */
export class AdapterAtWork implements AsyncDisposable {
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #frozen = false;
  #port = 0;
  heartbeatMs: number | undefined = 1_000;
  /** What it says to whoever connects, as adapters tell all they know. */
  greeting = '';

  get port(): number {
    return this.#port;
  }

  async open(): Promise<this> {
    this.#frozen = false;
    this.#server = createServer((socket) => this.#welcome(socket));
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    this.#port = typeof address === 'object' && address ? address.port : 0;
    return this;
  }

  /** Sends to everyone connected, once there is someone. */
  async say(text: string | Uint8Array): Promise<void> {
    while (this.#sockets.size === 0) await once(this.#server!, 'connection');
    for (const socket of this.#sockets) socket.write(text);
  }

  freeze(): void {
    this.#frozen = true;
  }

  async kill(): Promise<void> {
    const server = this.#server!;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.#sockets.clear();
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }

  #welcome(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
    if (this.greeting !== '') socket.write(this.greeting);
    socket.on('data', (bytes) => {
      if (this.#frozen || this.heartbeatMs === undefined) return;
      if (bytes.toString().includes('* PING')) socket.write(`* PONG ${this.heartbeatMs}\n`);
    });
  }
}

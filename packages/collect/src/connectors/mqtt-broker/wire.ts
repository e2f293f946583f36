import { connect, type Socket } from 'node:net';
import { generate, type Packet, parser } from 'mqtt-packet';

/** A client that sends exactly the packets it is told to; for tests. */
export class Wire {
  readonly #socket: Socket;
  readonly #level: 4 | 5;
  readonly #waiting: ((packet: Packet) => void)[] = [];

  constructor(port: number, level: 4 | 5 = 4) {
    this.#level = level;
    this.#socket = connect(port, '127.0.0.1').on('error', () => {});
    const packets = parser({ protocolVersion: level });
    packets.on('packet', (packet) => this.#waiting.shift()?.(packet)).on('error', () => {});
    this.#socket.on('data', (bytes) => packets.parse(bytes));
  }

  join(user: string): Promise<Packet> {
    return this.ask({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: this.#level,
      clientId: 'wire',
      clean: true,
      keepalive: 0,
      username: user,
      password: Buffer.from(`secret of ${user}`),
    });
  }

  /** Sends a packet; resolves with the next one that comes. */
  ask(packet: Packet): Promise<Packet> {
    return this.askRaw(generate(packet, { protocolVersion: this.#level }));
  }

  askRaw(bytes: Buffer): Promise<Packet> {
    const answer = new Promise<Packet>((resolve) => this.#waiting.push(resolve));
    this.#socket.write(bytes);
    return answer;
  }

  /** Resolves when the connection is closed by either side. */
  sendAndClose(bytes: Buffer): Promise<void> {
    const gone = new Promise<void>((resolve) => this.#socket.once('close', () => resolve()));
    this.#socket.end(bytes);
    return gone;
  }

  close(): void {
    this.#socket.destroy();
  }
}

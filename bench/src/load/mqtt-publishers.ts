import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { MusubiError, systemClock } from '@musubi/base';
import { connectPacket, DISCONNECT, type MqttLogin, PacketReader, publishPacket } from './mqtt-packets.ts';

/** What the publishers do: a closed loop with `inFlight` unacknowledged messages in all. */
export interface PublishPlan {
  port: number;
  clients: { login: MqttLogin; topic: string }[];
  inFlight: number;
  warmUpMs: number;
  measureMs: number;
  /** Source time of the first message; each message of a client is one millisecond later. */
  start: number;
}

export interface PublishResult {
  acknowledged: number;
  /** All acknowledged ones, with those of the warm-up and the end. */
  acknowledgedInAll: number;
  seconds: number;
  /** Milliseconds from write to acknowledgement of a sample of messages. */
  latencies: number[];
}

const TIME_DIGITS = 13;
const PACKET_IDS = 65_535;
const SAMPLE_EVERY = 97;

/** 100 bytes of JSON with one time and three values, as a small gateway sends it. */
function payloadOf(time: number, client: number): Buffer {
  const text = `{"time":${time},"values":{"temperature":${(20 + (client % 10)).toFixed(2)},"current":12.345,"count":100234}}`;
  return Buffer.from(text.replace('}}', `,"on":true}}`));
}

class Publisher {
  readonly #socket: Socket;
  readonly #template: Buffer;
  readonly #idAt: number;
  readonly #timeAt: number;
  #sent = 0;
  #time: number;
  #sentAt = new Map<number, number>();
  acknowledged = 0;
  latencies: number[] = [];
  stopped = false;

  constructor(socket: Socket, topic: string, start: number, client: number) {
    this.#socket = socket;
    this.#template = publishPacket(topic, 1, payloadOf(start, client));
    this.#timeAt = this.#template.indexOf(String(start));
    this.#idAt = this.#template.indexOf('{"time"') - 2;
    this.#time = start;
    const reader = new PacketReader();
    socket.on('data', (portion: Buffer) => {
      let count = 0;
      for (const { firstByte, body } of reader.read(portion)) {
        if (firstByte === 0x40) count += this.#acknowledge(body.readUInt16BE());
      }
      this.acknowledged += count;
      if (!this.stopped && count > 0) this.send(count);
    });
  }

  /** Writes `count` further messages in one go. */
  send(count: number): void {
    const size = this.#template.length;
    const bytes = Buffer.allocUnsafe(count * size);
    for (let i = 0; i < count; i++) {
      const id = (this.#sent++ % PACKET_IDS) + 1;
      if (this.#sent % SAMPLE_EVERY === 0) this.#sentAt.set(id, systemClock.monotonic());
      this.#template.copy(bytes, i * size);
      bytes.writeUInt16BE(id, i * size + this.#idAt);
      bytes.write(String(this.#time++), i * size + this.#timeAt, TIME_DIGITS, 'latin1');
    }
    this.#socket.write(bytes);
  }

  get waiting(): number {
    return this.#sent - this.acknowledged;
  }

  #acknowledge(id: number): 1 {
    const sentAt = this.#sentAt.get(id);
    if (sentAt !== undefined) {
      this.latencies.push(systemClock.monotonic() - sentAt);
      this.#sentAt.delete(id);
    }
    return 1;
  }
}

async function open(port: number, login: MqttLogin): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  await once(socket, 'connect');
  socket.write(connectPacket(login));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  if (answer[0] !== 0x20 || answer[3] !== 0) {
    throw new MusubiError('us', 'bench.peer-failed', `the broker refused ${login.clientId}: ${answer[3]}`);
  }
  return socket;
}

/** Connects all clients, publishes for the planned time, and waits at the end for what is still unacknowledged. */
export async function publishAll(plan: PublishPlan): Promise<PublishResult> {
  const publishers: Publisher[] = [];
  const sockets: Socket[] = [];
  for (const [i, { login, topic }] of plan.clients.entries()) {
    const socket = await open(plan.port, login);
    sockets.push(socket);
    publishers.push(new Publisher(socket, topic, plan.start, i));
  }
  const total = () => publishers.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
  const window = Math.max(1, Math.floor(plan.inFlight / publishers.length));
  for (const publisher of publishers) publisher.send(window);
  await systemClock.sleep(plan.warmUpMs);
  for (const publisher of publishers) publisher.latencies = [];
  const before = total();
  const startedAt = systemClock.monotonic();
  await systemClock.sleep(plan.measureMs);
  const acknowledged = total() - before;
  const seconds = (systemClock.monotonic() - startedAt) / 1000;
  for (const publisher of publishers) publisher.stopped = true;
  const deadline = systemClock.monotonic() + 20_000;
  while (publishers.some(({ waiting }) => waiting > 0) && systemClock.monotonic() < deadline) {
    await systemClock.sleep(20);
  }
  for (const socket of sockets) socket.end(DISCONNECT);
  const latencies = publishers.flatMap((publisher) => publisher.latencies);
  return { acknowledged, acknowledgedInAll: total(), seconds, latencies };
}

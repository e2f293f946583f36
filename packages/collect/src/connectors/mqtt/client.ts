import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import { type Clock, MusubiError, reasonOf } from '@musubi/base';
import { generate } from 'mqtt-packet';
import { type Frame, type PublishParts, pubacks, readFrame, readPublish } from '../../mqtt/frames.ts';

/** How to reach a broker and as whom. */
export interface BrokerAccess {
  url: string;
  clientId: string;
  user?: string | undefined;
  password?: string | undefined;
  /** Certificate (PEM) to trust besides the public ones. */
  ca?: string | undefined;
  topics: readonly string[];
  /** Keeps no session: what is sent while we are away is lost. For trying a connection. */
  clean: boolean;
}

export interface ArrivedMessage {
  topic: string;
  payload: Buffer;
  isRetained: boolean;
  /** 0 for QoS 0: there is nothing to acknowledge. */
  messageId: number;
}

export interface SourceEvents {
  subscribed(): void;
  message(message: ArrivedMessage): void;
  /** A portion of the stream was read; the next is read when this resolves. */
  turn(): Promise<void> | undefined;
}

const CONNECT_WITHIN_MS = 10_000;
const KEEPALIVE_S = 20;
const LARGEST_MESSAGE = 4 * 1024 * 1024;
const Type = { Connack: 2, Publish: 3, Suback: 9 } as const;

/**
 * A subscriber of an MQTT 3.1.1 broker, one connection long. Messages are acknowledged one by one when their reader
 * says so, while further ones arrive: mqtt.js reads the next message only after the last was acknowledged, which with
 * a store that commits in groups is a few messages a second.
 */
export class MqttSource {
  readonly #socket: Socket;
  readonly #access: BrokerAccess;
  readonly #clock: Clock;
  readonly #events: SourceEvents;
  readonly #frame: Frame = { head: 0, start: 0, body: 0, end: 0 };
  readonly #publish: PublishParts = {
    qos: 0,
    retain: false,
    topicStart: 0,
    topicEnd: 0,
    messageId: 0,
    payload: 0,
  };
  #heardAt: number;
  #busy = false;
  #isSubscribed = false;

  constructor(socket: Socket, access: BrokerAccess, clock: Clock, events: SourceEvents) {
    this.#socket = socket;
    this.#access = access;
    this.#clock = clock;
    this.#events = events;
    this.#heardAt = clock.monotonic();
  }

  /** Runs until the broker closes the connection or `signal` aborts. Rejects with a code of what went wrong. */
  async run(signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    const stop = () => this.#socket.destroy();
    signal.addEventListener('abort', stop, { once: true });
    this.#connect();
    const reading = this.#read();
    // Whoever loses the race may still fail, with nothing new to say.
    reading.catch(() => {});
    try {
      await Promise.race([reading, this.#watch(AbortSignal.any([signal, over.signal]))]);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      over.abort();
      signal.removeEventListener('abort', stop);
      this.#socket.destroy();
    }
  }

  acknowledge(messageIds: readonly number[]): void {
    if (!this.#socket.destroyed) this.#socket.write(pubacks(messageIds));
  }

  #connect(): void {
    const { clientId, user, password, clean } = this.#access;
    this.#socket.write(
      generate({
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion: 4,
        clientId,
        clean,
        keepalive: KEEPALIVE_S,
        ...(user && { username: user, password: Buffer.from(password ?? '') }),
      }),
    );
  }

  async #read(): Promise<void> {
    let rest: Buffer = Buffer.alloc(0);
    for await (const chunk of this.#socket as AsyncIterable<Buffer>) {
      this.#heardAt = this.#clock.monotonic();
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      let at = 0;
      while (at < bytes.length) {
        const whole = readFrame(bytes, at, LARGEST_MESSAGE, this.#frame);
        if (whole === 'bad') throw unexpected('a packet that is none or too large');
        if (!whole) break;
        this.#take(bytes);
        at = this.#frame.end;
      }
      rest = bytes.subarray(at);
      this.#busy = true;
      await this.#events.turn();
      this.#busy = false;
      this.#heardAt = this.#clock.monotonic();
    }
  }

  #take(bytes: Buffer): void {
    const { head, body, end } = this.#frame;
    const type = head >> 4;
    if (type === Type.Connack) this.#connected(bytes[body + 1] ?? 0xff);
    else if (type === Type.Suback) this.#granted(bytes.subarray(body + 2, end));
    else if (type === Type.Publish) this.#message(bytes);
  }

  #connected(returnCode: number): void {
    if (returnCode === 3) throw new MusubiError('device', 'mqtt.unavailable', 'the broker is not ready');
    if (returnCode !== 0) {
      throw new MusubiError('caller', 'mqtt.refused', `CONNACK ${returnCode}`, { details: { returnCode } });
    }
    const subscriptions = this.#access.topics.map((topic) => ({ topic, qos: 1 as const }));
    this.#socket.write(generate({ cmd: 'subscribe', messageId: 1, subscriptions }));
  }

  #granted(codes: Buffer): void {
    const refused = this.#access.topics.filter((_, i) => (codes[i] ?? 0x80) >= 0x80);
    if (refused.length > 0) {
      const details = { topics: refused };
      throw new MusubiError('caller', 'mqtt.topic-refused', `refused: ${refused.join(' ')}`, { details });
    }
    this.#isSubscribed = true;
    this.#events.subscribed();
  }

  #message(bytes: Buffer): void {
    const publish = this.#publish;
    if (!readPublish(bytes, this.#frame, 4, publish)) throw unexpected('a malformed PUBLISH');
    // We subscribe with QoS 1 at most; a broker that sends QoS 2 would wait for ever for our PUBREC.
    if (publish.qos === 2) throw unexpected('a message of QoS 2');
    this.#events.message({
      topic: bytes.toString('utf8', publish.topicStart, publish.topicEnd),
      payload: bytes.subarray(publish.payload, this.#frame.end),
      isRetained: publish.retain,
      messageId: publish.messageId,
    });
  }

  /** Pings, and gives up on a broker that is silent although it was pinged. */
  async #watch(signal: AbortSignal): Promise<void> {
    const startedAt = this.#clock.monotonic();
    while (!signal.aborted) {
      await this.#clock.sleep((KEEPALIVE_S * 1_000) / 4, signal);
      if (signal.aborted) return;
      const now = this.#clock.monotonic();
      const isLate = !this.#isSubscribed && now - startedAt > CONNECT_WITHIN_MS;
      if (!this.#busy && (isLate || now - this.#heardAt > KEEPALIVE_S * 1_500)) {
        throw new MusubiError('device', 'mqtt.silent', 'the broker does not answer');
      }
      if (this.#isSubscribed) this.#socket.write(generate({ cmd: 'pingreq' }));
    }
  }
}

function unexpected(what: string): MusubiError {
  return new MusubiError('device', 'mqtt.unexpected', `the broker sent ${what}`, { details: { what } });
}

/** Opens the connection of an `mqtt://` or `mqtts://` address. Rejects with `mqtt.unreachable` or `mqtt.bad-certificate`. */
export async function openSocket(access: BrokerAccess, clock: Clock, signal: AbortSignal): Promise<Socket> {
  const { protocol, hostname, port } = new URL(access.url);
  const isSecure = protocol === 'mqtts:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const at = { host, port: port === '' ? (isSecure ? 8883 : 1883) : Number(port) };
  const named = isIP(host) === 0 ? { servername: host } : {};
  const socket = isSecure
    ? connectSecure({ ...at, ...named, ...(access.ca && { ca: access.ca }) })
    : connectPlain(at);
  const waiting = new AbortController();
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once(isSecure ? 'secureConnect' : 'connect', resolve);
      socket.once('error', (error: NodeJS.ErrnoException) => reject(unreachable(access.url, error)));
      const giveUp = () => reject(unreachable(access.url, 'no answer'));
      signal.addEventListener('abort', giveUp, { once: true, signal: waiting.signal });
      if (signal.aborted) giveUp();
      void clock.sleep(CONNECT_WITHIN_MS, waiting.signal).then(giveUp);
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

function unreachable(url: string, error: NodeJS.ErrnoException | string): MusubiError {
  const code = typeof error === 'string' ? undefined : error.code;
  const isCertificate = code !== undefined && /CERT|SIGNED|TLS|SSL/.test(code);
  return new MusubiError(
    isCertificate ? 'caller' : 'device',
    isCertificate ? 'mqtt.bad-certificate' : 'mqtt.unreachable',
    reasonOf(error),
    { details: { url }, cause: error },
  );
}

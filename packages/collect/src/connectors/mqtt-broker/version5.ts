import { generate, type IConnackPacket, type Packet, type Parser, parser } from 'mqtt-packet';

const V5 = { protocolVersion: 5 };

/**
 * Speaks MQTT 5 to a client and 3.1.1 to the relay, which knows no other. Served are connections, publications of all
 * QoS, subscriptions, retained messages and wills. Not served, and said so in the CONNACK: topic aliases, shared
 * subscriptions, subscription identifiers. Taken but without effect: user properties, message expiry, will delay,
 * no-local and retain handling of subscriptions. A session expiry above zero keeps the session while the program runs.
 */
export class Version5 {
  readonly #fromClient: Parser;
  readonly #fromRelay: Parser;
  readonly #connack: IConnackPacket['properties'];
  readonly #unsubscribed = new Map<number, number>();
  #in: Packet[] = [];
  #out: Packet[] = [];

  constructor(connack: IConnackPacket['properties']) {
    this.#connack = connack;
    this.#fromClient = parser(V5).on('packet', (packet) => this.#in.push(packet));
    this.#fromClient.on('error', () => {
      this.#in = [];
    });
    this.#fromRelay = parser().on('packet', (packet) => this.#out.push(packet));
  }

  /** One whole packet of the client for the relay; undefined if it is not to be understood. */
  toRelay(frame: Buffer): Buffer | undefined {
    this.#in = [];
    this.#fromClient.parse(frame);
    const [packet] = this.#in;
    if (!packet || packet.cmd === 'auth') return undefined;
    if (packet.cmd === 'publish' && packet.properties?.topicAlias !== undefined) return undefined;
    if (packet.cmd === 'unsubscribe' && packet.messageId !== undefined) {
      this.#unsubscribed.set(packet.messageId, packet.unsubscriptions.length);
    }
    return generate(without(packet), { protocolVersion: 4 });
  }

  /** Bytes of the relay, in any portions, for the client. */
  fromRelay(bytes: Buffer): Buffer {
    this.#out = [];
    this.#fromRelay.parse(bytes);
    return Buffer.concat(this.#out.map((packet) => generate(this.#lifted(packet), V5)));
  }

  #lifted(packet: Packet): Packet {
    switch (packet.cmd) {
      case 'connack': {
        const { sessionPresent, returnCode = 0 } = packet;
        const reasonCode = REASONS[returnCode] ?? 0x80;
        return {
          cmd: 'connack',
          sessionPresent,
          reasonCode,
          ...(this.#connack && { properties: this.#connack }),
        };
      }
      case 'suback':
        return {
          ...packet,
          granted: packet.granted.map((code) => (code === 0x80 ? 0x87 : code)) as number[],
        };
      case 'unsuback': {
        const count = this.#unsubscribed.get(packet.messageId ?? 0) ?? 1;
        this.#unsubscribed.delete(packet.messageId ?? 0);
        return { ...packet, granted: Array<number>(count).fill(0) };
      }
      default:
        return packet;
    }
  }
}

/** Reason codes of MQTT 5 for the return codes of 3.1.1. */
const REASONS: readonly number[] = [0, 0x84, 0x85, 0x88, 0x86, 0x87];

function without(packet: Packet): Packet {
  const { properties: _dropped, ...rest } = packet as Packet & { properties?: unknown };
  return rest as Packet;
}

/** CONNACK that turns a client away, by the return code of 3.1.1. */
export function refusal(version: number, returnCode: number): Buffer {
  return version === 5
    ? Buffer.of(0x20, 3, 0, REASONS[returnCode] ?? 0x80, 0)
    : Buffer.of(0x20, 2, 0, returnCode);
}

/** The few packets of MQTT 3.1.1 that a publisher at QoS 1 writes and reads. */

function field(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function packet(firstByte: number, body: Buffer): Buffer {
  const length: number[] = [];
  for (let rest = body.length; ; ) {
    const digit = rest % 128;
    rest = Math.floor(rest / 128);
    length.push(rest > 0 ? digit | 0x80 : digit);
    if (rest === 0) return Buffer.concat([Buffer.from([firstByte, ...length]), body]);
  }
}

export interface MqttLogin {
  clientId: string;
  user?: string;
  secret?: string;
}

/** CONNECT with a clean session and no keep-alive. */
export function connectPacket({ clientId, user, secret }: MqttLogin): Buffer {
  const flags = 0x02 | (user === undefined ? 0 : 0x80) | (secret === undefined ? 0 : 0x40);
  const parts = [field('MQTT'), Buffer.from([4, flags, 0, 0]), field(clientId)];
  if (user !== undefined) parts.push(field(user));
  if (secret !== undefined) parts.push(field(secret));
  return packet(0x10, Buffer.concat(parts));
}

/** PUBLISH at QoS 1. */
export function publishPacket(topic: string, id: number, payload: Uint8Array): Buffer {
  const idBytes = Buffer.alloc(2);
  idBytes.writeUInt16BE(id);
  return packet(0x32, Buffer.concat([field(topic), idBytes, payload]));
}

/** SUBSCRIBE to one filter at QoS 1. */
export function subscribePacket(filter: string): Buffer {
  return packet(0x82, Buffer.concat([Buffer.from([0, 1]), field(filter), Buffer.from([1])]));
}

/** DISCONNECT: the client leaves on purpose, its values stay known. */
export const DISCONNECT = Buffer.from([0xe0, 0]);

/** A packet as read: its first byte and its body. */
export interface Packet {
  firstByte: number;
  body: Buffer;
}

/** Cuts a stream of bytes into packets; bytes of an unfinished one wait for the next portion. */
export class PacketReader {
  #rest: Buffer = Buffer.alloc(0);

  *read(portion: Buffer): Generator<Packet> {
    const bytes = this.#rest.length === 0 ? portion : Buffer.concat([this.#rest, portion]);
    let at = 0;
    for (;;) {
      const end = readEnd(bytes, at);
      if (end === undefined) break;
      yield { firstByte: bytes[at]!, body: bytes.subarray(end.body, end.next) };
      at = end.next;
    }
    this.#rest = bytes.subarray(at);
  }
}

function readEnd(bytes: Buffer, at: number): { body: number; next: number } | undefined {
  let length = 0;
  for (let i = 0; i < 4; i++) {
    const digit = bytes[at + 1 + i];
    if (digit === undefined) return undefined;
    length += (digit & 0x7f) * 128 ** i;
    if ((digit & 0x80) !== 0) continue;
    const body = at + 2 + i;
    return body + length <= bytes.length ? { body, next: body + length } : undefined;
  }
  return undefined;
}

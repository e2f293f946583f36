/** Packet types of MQTT that the door looks at; the others are passed on unseen. */
export const Packet = {
  Connect: 1,
  Publish: 3,
  Pubrel: 6,
  Subscribe: 8,
  Pingreq: 12,
  Disconnect: 14,
} as const;

/** One packet within a buffer: its first byte, where its body begins and where it ends. */
export interface Frame {
  head: number;
  start: number;
  body: number;
  end: number;
}

/** Finds the packet at `at`: true if it is whole, false if more bytes are needed, 'bad' if it is none or too large. */
export function readFrame(bytes: Buffer, at: number, largest: number, into: Frame): boolean | 'bad' {
  let length = 0;
  for (let i = 0; i < 4; i++) {
    const position = at + 1 + i;
    if (position >= bytes.length) return false;
    const digit = bytes[position]!;
    length += (digit & 0x7f) * 128 ** i;
    if (digit < 0x80) {
      if (length > largest) return 'bad';
      into.head = bytes[at]!;
      into.start = at;
      into.body = position + 1;
      into.end = position + 1 + length;
      return into.end <= bytes.length;
    }
  }
  return 'bad';
}

/** Where the parts of a PUBLISH lie. */
export interface PublishParts {
  qos: number;
  retain: boolean;
  topicStart: number;
  topicEnd: number;
  messageId: number;
  payload: number;
}

/** Reads the head of a PUBLISH; false where the packet contradicts itself. Its properties (MQTT 5) are skipped. */
export function readPublish(bytes: Buffer, frame: Frame, version: number, into: PublishParts): boolean {
  const { head, body, end } = frame;
  into.qos = (head >> 1) & 3;
  into.retain = (head & 1) === 1;
  if (into.qos === 3 || body + 2 > end) return false;
  into.topicStart = body + 2;
  into.topicEnd = into.topicStart + bytes.readUInt16BE(body);
  let at = into.topicEnd;
  if (at > end || at === into.topicStart) return false;
  into.messageId = 0;
  if (into.qos > 0) {
    if (at + 2 > end) return false;
    into.messageId = bytes.readUInt16BE(at);
    if (into.messageId === 0) return false;
    at += 2;
  }
  if (version === 5) at = afterProperties(bytes, at, end);
  into.payload = at;
  return at <= end;
}

function afterProperties(bytes: Buffer, at: number, end: number): number {
  let length = 0;
  for (let i = 0; i < 4 && at + i < end; i++) {
    const digit = bytes[at + i]!;
    length += (digit & 0x7f) * 128 ** i;
    if (digit < 0x80) return at + i + 1 + length;
  }
  return Number.POSITIVE_INFINITY;
}

/** PUBACKs of these messages in one piece; the same bytes in MQTT 3.1.1 and 5. */
export function pubacks(messageIds: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(messageIds.length * 4);
  messageIds.forEach((id, i) => {
    bytes.writeUInt16BE(0x4002, i * 4);
    bytes.writeUInt16BE(id, i * 4 + 2);
  });
  return bytes;
}

export const PINGRESP = Buffer.of(0xd0, 0);

import { type IConnectPacket, type Packet, parser } from 'mqtt-packet';
import type { ConnectorContext, DeviceHandle } from '../../connector.ts';
import { isUser, TopicRights } from './topics.ts';
import type { WaitingRoom } from './waiting-room.ts';

/** What becomes of a CONNECT; `returnCode` as in MQTT 3.1.1, table 3.1. */
export type Admission =
  | { kind: 'member'; device: DeviceHandle; rights: TopicRights }
  | { kind: 'guest'; address: string }
  | { kind: 'refused'; returnCode: number };

const UNACCEPTABLE_VERSION = 1;
const BAD_IDENTIFIER = 2;
const WRONG_SECRET = 4;
const NOT_AUTHORIZED = 5;

/** A client id longer than this is no name. */
const LONGEST_CLIENT_ID = 256;

/** The packet of a CONNECT frame, undefined if it is malformed. */
export function readConnect(frame: Buffer): IConnectPacket | undefined {
  let packet: Packet | undefined;
  try {
    parser()
      .on('packet', (read) => {
        packet = read;
      })
      .on('error', () => {})
      .parse(frame);
  } catch (error) {
    // The parser throws on some malformed packets instead of reporting them.
    if (error instanceof Error) return undefined;
    throw error;
  }
  return packet?.cmd === 'connect' ? packet : undefined;
}

/** The protocol level a CONNECT frame asks for; 0 if it is cut short. */
export function protocolLevel(frame: Buffer, body: number): number {
  return body + 2 > frame.length ? 0 : (frame[body + 2 + frame.readUInt16BE(body)] ?? 0);
}

/** Decides about a client. There is no anonymous way in; whoever is unknown is reported and at most looked at. */
export function admit(
  connect: IConnectPacket,
  context: ConnectorContext,
  waitingRoom: WaitingRoom,
  ownNameTopics: boolean,
): Admission {
  const { protocolVersion = 4, clientId, username, password } = connect;
  if (protocolVersion < 3 || protocolVersion > 5) return refused(UNACCEPTABLE_VERSION);
  if (clientId.length > LONGEST_CLIENT_ID) return refused(BAD_IDENTIFIER);
  const device = username && password ? context.authenticate(username, password.toString()) : undefined;
  if (device) return admitMember(connect, device, ownNameTopics);
  const address = username || clientId;
  if (!address || !isUser(address)) return refused(NOT_AUTHORIZED);
  if (context.device(address)) return refused(username ? WRONG_SECRET : NOT_AUTHORIZED);
  if (waitingRoom.admits(address)) return { kind: 'guest', address };
  context.found(address, {});
  return refused(NOT_AUTHORIZED);
}

function admitMember(connect: IConnectPacket, device: DeviceHandle, ownNameTopics: boolean): Admission {
  // MQTT 3.1.1, 3.1.3.1: a client without a name can't have a session.
  if (connect.clientId === '' && !isClean(connect)) return refused(BAD_IDENTIFIER);
  if (!isUser(device.address)) return refused(NOT_AUTHORIZED);
  const rights = new TopicRights(device.address, ownNameTopics);
  if (connect.will && !rights.permitsFilter(connect.will.topic)) return refused(NOT_AUTHORIZED);
  return { kind: 'member', device, rights };
}

/** In MQTT 5 a session without an expiry ends with its connection, which is what 3.1.1 calls clean. */
export function isClean(connect: IConnectPacket): boolean {
  return connect.protocolVersion === 5 ? !connect.properties?.sessionExpiryInterval : (connect.clean ?? true);
}

function refused(returnCode: number): Admission {
  return { kind: 'refused', returnCode };
}

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { MusubiError } from '@musubi/base';
import { connectPacket, DISCONNECT, type MqttLogin, PacketReader, publishPacket } from './mqtt-packets.ts';

/** One client that publishes at QoS 1 and knows of each message whether it was acknowledged. */
export interface MqttLink {
  /** Resolves at the PUBACK; rejects when the connection ends before it. */
  publish(topic: string, payload: Uint8Array): Promise<void>;
  close(): void;
}

interface Waiting {
  resolve(): void;
  reject(error: MusubiError): void;
}

const lost = () =>
  new MusubiError('device', 'bench.link-lost', 'the connection ended before the acknowledgement');

export async function openMqttLink(port: number, login: MqttLogin): Promise<MqttLink> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  const waiting = new Map<number, Waiting>();
  const ended = new Promise<never>((_, reject) => {
    socket.once('close', () => {
      for (const { reject } of waiting.values()) reject(lost());
      waiting.clear();
      reject(lost());
    });
  });
  ended.catch(() => {});
  socket.on('error', () => {});
  await Promise.race([once(socket, 'connect'), ended]);
  socket.write(connectPacket(login));
  const [answer] = (await Promise.race([once(socket, 'data'), ended])) as [Buffer];
  if (answer[3] !== 0) throw new MusubiError('caller', 'bench.login-refused', `return code ${answer[3]}`);
  return linkOver(socket, waiting);
}

function linkOver(socket: Socket, waiting: Map<number, Waiting>): MqttLink {
  const reader = new PacketReader();
  socket.on('data', (portion: Buffer) => {
    for (const { firstByte, body } of reader.read(portion)) {
      if (firstByte !== 0x40) continue;
      const id = body.readUInt16BE();
      waiting.get(id)?.resolve();
      waiting.delete(id);
    }
  });
  let last = 0;
  return {
    publish(topic, payload) {
      if (socket.destroyed) return Promise.reject(lost());
      last = (last % 65_535) + 1;
      const id = last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        socket.write(publishPacket(topic, id, payload));
      });
    },
    close: () => socket.end(DISCONNECT),
  };
}

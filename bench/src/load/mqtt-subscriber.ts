import { once } from 'node:events';
import { connect } from 'node:net';
import { connectPacket, PacketReader, subscribePacket } from './mqtt-packets.ts';

/** Takes everything off a broker at QoS 1 until the parent ends it, as a store behind a mere broker would. */
export async function subscribeToAll({ port }: { port: number }): Promise<never> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  // The broker goes first: its reset is our end.
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(connectPacket({ clientId: 'store-behind-the-broker' }));
  socket.write(subscribePacket('#'));
  const reader = new PacketReader();
  socket.on('data', (portion: Buffer) => {
    const acknowledgements: Buffer[] = [];
    for (const { firstByte, body } of reader.read(portion)) {
      if (firstByte >> 4 !== 3) continue;
      const idAt = 2 + body.readUInt16BE();
      acknowledgements.push(Buffer.from([0x40, 2, body[idAt]!, body[idAt + 1]!]));
    }
    if (acknowledgements.length > 0) socket.write(Buffer.concat(acknowledgements));
  });
  await new Promise((resolve) => socket.once('close', resolve));
  return process.exit(0);
}

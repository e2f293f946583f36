import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createSecureServer } from 'node:tls';
import { MusubiError, reasonOf } from '@musubi/base';

export interface Address {
  host: string;
  port: number;
}

/** Opens a port, encrypted if there is a certificate. Rejects with `mqtt.port-in-use` or `mqtt.not-listening`. */
export async function listen(
  at: Address,
  certificate: { cert: string; key: string } | undefined,
  onSocket: (socket: Socket) => void,
): Promise<Server> {
  const server = certificate
    ? createSecureServer({ ...certificate, minVersion: 'TLSv1.2', handshakeTimeout: 10_000 }, onSocket)
    : createServer(onSocket);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusedBy(error, at)));
    server.listen(at.port, at.host, resolve);
  });
  return server;
}

function refusedBy(error: NodeJS.ErrnoException, at: Address): MusubiError {
  const details = { host: at.host, port: at.port };
  return error.code === 'EADDRINUSE'
    ? new MusubiError('us', 'mqtt.port-in-use', reasonOf(error), { details, cause: error })
    : new MusubiError('us', 'mqtt.not-listening', reasonOf(error), { details, cause: error });
}

/** The address a server really has, as port 0 means any. */
export function addressOf(server: Server): Address {
  const address = server.address();
  if (typeof address === 'object' && address) return { host: address.address, port: address.port };
  throw new MusubiError('us', 'bug', 'a listening server has no address');
}

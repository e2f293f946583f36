import { createServer } from 'node:net';
import { MusubiError } from '@musubi/base';

const NEIGHBOURS = 20;

/** The port itself, or where it is taken and nobody chose it the next free one; 0 answers any free port. */
export async function freePort(host: string, port: number, isChosen: boolean): Promise<number> {
  const ports =
    isChosen || port === 0 ? [port] : [...Array.from({ length: NEIGHBOURS }, (_, i) => port + i), 0];
  for (const candidate of ports) {
    const free = await tryPort(host, candidate);
    if (free !== undefined) return free;
  }
  throw new MusubiError('caller', 'server.port-taken', `port ${port} is taken`, { details: { port } });
}

function tryPort(host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ host, port }, () => {
      const { port: found } = probe.address() as { port: number };
      probe.close(() => resolve(found));
    });
  });
}

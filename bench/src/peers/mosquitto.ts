import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingFile } from './peer.ts';
import { freePort, type ServerProcess, scratchFolder, startServer } from './server-process.ts';

const PROGRAM = '/usr/sbin/mosquitto';

export const mosquittoMissing = () => missingFile(PROGRAM, 'mosquitto');

/** Mosquitto as a mere broker: nothing on disk, anonymous, no limit on what is in flight. */
export async function startMosquitto(): Promise<ServerProcess & { port: number }> {
  const folder = scratchFolder('mosquitto');
  const port = await freePort();
  const configuration = join(folder, 'mosquitto.conf');
  const lines = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    'persistence false',
    'log_type error',
    'set_tcp_nodelay true',
    'max_inflight_messages 0',
    'max_queued_messages 0',
    ...(process.getuid?.() === 0 ? ['user root'] : []),
  ];
  writeFileSync(configuration, `${lines.join('\n')}\n`);
  const server = await startServer(PROGRAM, ['-c', configuration], { folder, port });
  return Object.assign(server, { port });
}

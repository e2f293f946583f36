import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, type ServerProcess, scratchFolder, startServer } from './server-process.ts';

const PROGRAM = fileURLToPath(new URL('../load/bare-server.ts', import.meta.url));

/** Node's own HTTP server that parses what it is sent and keeps nothing; with `tls` behind a certificate of its own. */
export async function startBareNode(tls: boolean): Promise<ServerProcess & { address: URL }> {
  const folder = scratchFolder('bare');
  const port = await freePort();
  const files = tls ? selfSigned(folder) : [];
  const server = await startServer(process.execPath, [PROGRAM, String(port), ...files], { folder, port });
  return Object.assign(server, { address: new URL(`${tls ? 'https' : 'http'}://127.0.0.1:${port}`) });
}

function selfSigned(folder: string): [string, string] {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync(
    'openssl',
    ['req', '-x509', ...curve, '-keyout', key, '-out', cert, '-subj', '/CN=localhost'],
    {
      stdio: 'ignore',
    },
  );
  return [key, cert];
}

import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { preview } from 'vite';
import type { Stage } from '../dev/sample-answers.ts';
import { sampleFactory } from '../dev/sample-factory.ts';

const root = join(import.meta.dirname, '..');

/** Whether the screens are built: journeys walk through what people get, not through sources. */
export const isBuilt = existsSync(join(root, 'dist', 'index.html'));

/** The built screens with sample data behind them, on a free port of this computer, under the real server's policy. */
export async function openSampleMusubi(stage: Stage): Promise<{ url: string } & AsyncDisposable> {
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [sampleFactory(stage)],
    preview: { host: '127.0.0.1', port: 0, strictPort: false },
  });
  const { port } = server.httpServer.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

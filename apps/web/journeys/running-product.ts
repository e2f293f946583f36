import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const main = join(import.meta.dirname, '..', '..', 'server', 'src', 'main.ts');

/** The whole product as a person starts it: an own process, an empty data folder, free ports on this computer. */
export async function startProduct(): Promise<{ url: string; setupLink: string } & AsyncDisposable> {
  const data = mkdtempSync(join(tmpdir(), 'musubi-journey-'));
  const ports = ['https', 'http', 'mqtt-tls', 'mqtt'].flatMap((door) => [`--${door}-port`, '0']);
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', main, '--data', data, '--host', '127.0.0.1', ...ports],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const { url, setupLink } = await readyLines(child);
  return {
    url,
    setupLink,
    async [Symbol.asyncDispose]() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Reads what the product prints until it serves. */
function readyLines(child: ChildProcess): Promise<{ url: string; setupLink: string }> {
  return new Promise((resolve, reject) => {
    let setupLink = '';
    const said: string[] = [];
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}:\n${said.join('\n')}`)));
    const listen = (line: string) => {
      said.push(line);
      setupLink = /https:\/\/\S+\/setup#setup=\S+/.exec(line)?.[0] ?? setupLink;
      const url = /^ready (https:\S+)/.exec(line)?.[1];
      if (url) resolve({ url, setupLink });
    };
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface(stream).on('line', listen);
  });
}

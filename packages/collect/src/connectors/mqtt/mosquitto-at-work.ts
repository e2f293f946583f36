import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether Mosquitto is installed on this machine. */
export const hasMosquitto = (() => {
  try {
    execFileSync('mosquitto', ['-h'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    // Its help ends with a status of its own; what counts is that it is there.
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
})();

/** A real Mosquitto on a free port that keeps its messages over a kill; for tests. */
export class MosquittoAtWork implements AsyncDisposable {
  #folder = '';
  #process: ChildProcess | undefined;
  #port = 0;

  get port(): number {
    return this.#port;
  }

  async open(): Promise<this> {
    this.#folder = await mkdtemp(join(tmpdir(), 'musubi-mosquitto-'));
    this.#port = await freePort();
    const lines = [
      `listener ${this.#port} 127.0.0.1`,
      'allow_anonymous true',
      'persistence true',
      `persistence_location ${this.#folder}/`,
      // Written at each change: what is lost at a kill would else be the broker's loss, not ours.
      'autosave_interval 1',
      'autosave_on_changes true',
      'max_queued_messages 0',
      'max_inflight_messages 0',
      ...(process.getuid?.() === 0 ? ['user root'] : []),
    ];
    await writeFile(join(this.#folder, 'mosquitto.conf'), lines.join('\n'));
    return this.start();
  }

  async start(): Promise<this> {
    this.#process = spawn('mosquitto', ['-c', join(this.#folder, 'mosquitto.conf')], { stdio: 'ignore' });
    while (!(await answers(this.#port))) await new Promise((resolve) => setImmediate(resolve));
    return this;
  }

  /** SIGTERM lets it write what it holds, SIGKILL does not. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }

  /** Stops answering without ending: connections stay, nothing comes. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process?.kill('SIGCONT');
    await this.stop('SIGKILL');
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

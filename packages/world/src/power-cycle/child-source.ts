import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MusubiError } from '@musubi/base';
import type { FromSource, SentValue, SourceManner, SourcePlan, ToSource } from './messages.ts';

const PROGRAM = fileURLToPath(new URL('./source-process.ts', import.meta.url));

/** A source in a process of its own, which can really be killed and really be stopped. */
export class ChildSource {
  readonly #onSent: (sent: SentValue) => void;
  readonly #everyMs: number;
  #plan: SourcePlan;
  #child: ChildProcess | undefined;
  #session = 0;

  constructor(plan: SourcePlan, everyMs: number, onSent: (sent: SentValue) => void) {
    this.#plan = plan;
    this.#everyMs = everyMs;
    this.#onSent = onSent;
  }

  get session(): number {
    return this.#session;
  }

  /** Starts it with a new session; resolves with its port when it serves. */
  async start(): Promise<number> {
    this.#session += 1;
    const child = fork(PROGRAM, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#child = child;
    const port = new Promise<number>((resolve, reject) => {
      child.on('message', (message: FromSource) => {
        if (message.told === 'ready') resolve(message.port);
        else this.#onSent(message);
      });
      child.once('exit', (code) =>
        reject(new MusubiError('us', 'world.source-ended', `source ended with ${code}`)),
      );
    });
    this.#tell({ tell: 'start', plan: this.#plan, session: this.#session, everyMs: this.#everyMs });
    const known = await port;
    if (this.#plan.protocol === 'shdr') this.#plan = { ...this.#plan, port: known };
    return known;
  }

  behave(manner: SourceManner['manner']): void {
    this.#tell({ tell: 'manner', manner });
  }

  /** Stops it dead while its sockets stay open; a told hang where the system knows no such signal. */
  freeze(): void {
    if (process.platform === 'win32') this.behave('hung');
    else this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    if (process.platform === 'win32') this.behave('sound');
    else this.#child?.kill('SIGCONT');
  }

  /** Ends it at once (`SIGKILL`) or politely (`SIGTERM`); resolves when it is gone. */
  async end(how: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    // The channel closes after its last message: by then every value it told of is known.
    const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const told = new Promise<void>((resolve) => {
      if (child.connected) child.once('disconnect', () => resolve());
      else resolve();
    });
    child.kill(how);
    await Promise.all([gone, told]);
  }

  #tell(message: ToSource): void {
    this.#child?.send(message);
  }
}

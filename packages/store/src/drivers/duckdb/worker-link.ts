import { Worker } from 'node:worker_threads';
import { type Clock, type Log, MusubiError } from '@musubi/base';
import type { SetAside } from '../../series.ts';
import {
  buffersOf,
  type CallName,
  type FromWorker,
  type Refusal,
  type StoreCalls,
  type WorkerSettings,
} from './messages.ts';

export interface LinkEffects {
  clock: Clock;
  log: Log;
  onSetAside(setAside: SetAside): void;
  onPaused(paused: boolean, reason: string): void;
}

interface Pending {
  resolve: (value: never) => void;
  reject: (error: MusubiError) => void;
}

/** The main thread's end of the store worker: calls and their answers, columns by transfer. */
export class WorkerLink {
  readonly #worker: Worker;
  readonly #effects: LinkEffects;
  readonly #pending = new Map<number, Pending>();
  readonly #opened: Promise<void>;
  #open: Pending | undefined;
  #nextId = 1;
  #dead: MusubiError | undefined;

  constructor(settings: WorkerSettings, effects: LinkEffects) {
    this.#effects = effects;
    this.#opened = new Promise((resolve, reject) => {
      this.#open = { resolve: resolve as () => void, reject };
    });
    // A rejection is seen by `opened()`; without this line it would also count as unhandled before that call.
    this.#opened.catch(() => {});
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: settings,
      execArgv: [],
      name: 'store',
    });
    this.#worker.on('message', (message: FromWorker) => this.#receive(message));
    this.#worker.on('error', (error) => this.#die(`store worker failed: ${error}`));
    this.#worker.on('exit', (code) => this.#die(`store worker ended with ${code}`));
  }

  opened(): Promise<void> {
    return this.#opened;
  }

  call<Name extends CallName>(
    name: Name,
    ...args: Parameters<StoreCalls[Name]>
  ): ReturnType<StoreCalls[Name]> {
    const answer = new Promise<never>((resolve, reject) => {
      if (this.#dead) return reject(this.#dead);
      const id = this.#nextId++;
      this.#pending.set(id, { resolve, reject });
      const transfer = name === 'commit' ? buffersOf(args[0]) : [];
      this.#worker.postMessage({ id, call: name, args, now: this.#effects.clock.now() }, transfer);
    });
    return answer as unknown as ReturnType<StoreCalls[Name]>;
  }

  async close(): Promise<void> {
    if (!this.#dead) await this.call('close');
    await this.#worker.terminate();
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'answer') this.#settle(message.id)?.resolve(message.value as never);
    else if (message.kind === 'refused') this.#settle(message.id)?.reject(errorOf(message.refusal));
    else if (message.kind === 'opened') this.#open?.resolve(undefined as never);
    else if (message.kind === 'not-opened') this.#open?.reject(errorOf(message.refusal));
    else if (message.kind === 'set-aside') this.#effects.onSetAside(message.setAside);
    else if (message.kind === 'paused') this.#effects.onPaused(message.paused, message.reason);
    else this.#effects.log[message.level](message.message, message.fields);
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #die(reason: string): void {
    this.#dead ??= new MusubiError('us', 'store.failed', reason, { details: { reason } });
    this.#open?.reject(this.#dead);
    for (const { reject } of this.#pending.values()) reject(this.#dead);
    this.#pending.clear();
  }
}

function errorOf({ fault, code, message, details }: Refusal): MusubiError {
  return new MusubiError(fault, code, message, { details });
}

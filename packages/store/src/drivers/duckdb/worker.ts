import { parentPort, workerData } from 'node:worker_threads';
import { isMusubiError, must, reasonOf } from '@musubi/base';
import { buffersOf, type FromWorker, type Refusal, type Request, type WorkerSettings } from './messages.ts';
import { openStore } from './open-store.ts';
import { type ServedCalls, serve } from './serve.ts';

const port = must(parentPort, 'the thread that started the store worker');
const tell = (message: FromWorker) => port.postMessage(message);

function refusalOf(error: unknown): Refusal {
  if (isMusubiError(error)) {
    const { fault, code, message, details } = error;
    return { fault, code, message, details };
  }
  const reason = reasonOf(error);
  return { fault: 'us', code: 'store.failed', message: reason, details: { reason } };
}

async function answer(calls: ServedCalls, { id, call, args, now }: Request): Promise<void> {
  try {
    const value = await (calls[call] as (now: number, ...args: unknown[]) => Promise<unknown>)(now, ...args);
    port.postMessage({ kind: 'answer', id, value } satisfies FromWorker, buffersOf(value));
  } catch (error) {
    tell({ kind: 'refused', id, refusal: refusalOf(error) });
  }
}

try {
  const calls = serve(await openStore(workerData as WorkerSettings, tell));
  port.on('message', (request: Request) => void answer(calls, request));
  tell({ kind: 'opened' });
} catch (error) {
  tell({ kind: 'not-opened', refusal: refusalOf(error) });
}

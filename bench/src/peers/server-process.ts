import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MusubiError, systemClock } from '@musubi/base';

/** A server of a peer, in a folder of its own, on loopback, ended with the claim. */
export interface ServerProcess extends AsyncDisposable {
  readonly pid: number;
  readonly folder: string;
}

/** A port on loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** A new folder for one server, deleted with it. */
export function scratchFolder(name: string, owner?: { uid: number; gid: number }): string {
  const folder = mkdtempSync(join(tmpdir(), `musubi-bench-${name}-`));
  if (owner) chownSync(folder, owner.uid, owner.gid);
  return folder;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

const READY_WITHIN_MS = 30_000;

/** Starts a server and waits until it accepts connections on `port`. */
export async function startServer(
  command: string,
  args: readonly string[],
  options: { folder: string; port: number; owner?: { uid: number; gid: number } },
): Promise<ServerProcess> {
  const child = spawn(command, args, {
    cwd: options.folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...options.owner,
  });
  let complaint = '';
  child.stderr.on('data', (bytes) => {
    complaint = (complaint + bytes).slice(-2_000);
  });
  const deadline = systemClock.monotonic() + READY_WITHIN_MS;
  while (!(await answers(options.port))) {
    if (child.exitCode !== null || systemClock.monotonic() > deadline) {
      await stop(child);
      throw new MusubiError('us', 'bench.peer-failed', `${command} did not start: ${complaint}`);
    }
    await systemClock.sleep(50);
  }
  return {
    pid: child.pid ?? 0,
    folder: options.folder,
    async [Symbol.asyncDispose]() {
      await stop(child);
      rmSync(options.folder, { recursive: true, force: true });
    },
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  const aborter = new AbortController();
  const late = systemClock.sleep(10_000, aborter.signal).then(() => 'late');
  if ((await Promise.race([ended, late])) === 'late') child.kill('SIGKILL');
  aborter.abort();
  await ended;
}

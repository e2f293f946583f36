import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { MusubiError, systemClock } from '@musubi/base';
import { freePort } from './free-port.ts';
import { programWords } from './program.ts';

const READY_WITHIN_MS = 60_000;

/** The whole product as its users run it: a process of its own with a data folder, on loopback. */
export interface RunningProduct {
  readonly pid: number;
  readonly folder: string;
  readonly address: URL;
  readonly mqttPort: number;
  /** Port of MQTT over TLS; 0 where it was not asked for. */
  readonly mqttTlsPort: number;
  /** The installation's own authority, PEM. */
  readonly authority: string;
  /** Milliseconds from the start of the process to its line `ready`. */
  readonly readyAfterMs: number;
  /** The one-time secret of the set-up link; undefined once there is an administrator. */
  readonly setupSecret: string | undefined;
  /** Not one instruction more; it can then only be killed. */
  freeze(): void;
  /** Ends it as Ctrl-C does. */
  stop(): Promise<void>;
  /** Ends it as a power switch does the process: no chance to write anything. */
  kill(): Promise<void>;
}

export interface StartOptions {
  /** An existing data folder; a new temporary one otherwise. */
  folder?: string;
  /** Ports to use again after a restart. */
  ports?: { https: number; mqtt: number; mqttTls?: number };
  /** Words before the command, such as `env` with its variables. */
  before?: readonly string[];
  args?: readonly string[];
}

export function newDataFolder(): string {
  return mkdtempSync(join(tmpdir(), 'musubi-data-'));
}

/** Starts the product without its demo factory and waits until it serves. */
export async function startProduct(options: StartOptions = {}): Promise<RunningProduct> {
  const folder = options.folder ?? newDataFolder();
  const ports = { mqttTls: 0, ...(options.ports ?? { https: await freePort(), mqtt: await freePort() }) };
  const startedAt = systemClock.monotonic();
  const [program = '', ...words] = [
    ...(options.before ?? []),
    process.execPath,
    ...programWords(),
    '--empty',
    `--data=${folder}`,
    `--https-port=${ports.https}`,
    '--http-port=0',
    `--mqtt-tls-port=${ports.mqttTls}`,
    '--backup-hour=-1',
    '--host=127.0.0.1',
    '--requests-per-minute=100000000',
    '--device-requests-per-second=1000000',
    `--mqtt-port=${ports.mqtt}`,
    ...(options.args ?? []),
  ];
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const { address, setupSecret } = await untilReady(child);
  return {
    pid: child.pid ?? 0,
    folder,
    address,
    mqttPort: ports.mqtt,
    mqttTlsPort: ports.mqttTls,
    authority: readFileSync(join(folder, 'keys', 'ca.crt'), 'utf8'),
    readyAfterMs: systemClock.monotonic() - startedAt,
    setupSecret,
    freeze: () => void child.kill('SIGSTOP'),
    stop: () => end(child, 'SIGINT'),
    kill: () => end(child, 'SIGKILL'),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'close');
  child.kill(signal);
  await ended;
}

function untilReady(child: ChildProcess): Promise<{ address: URL; setupSecret: string | undefined }> {
  const printed: string[] = [];
  return new Promise((resolve, reject) => {
    const aborter = new AbortController();
    const fail = (why: string) => {
      aborter.abort();
      reject(new MusubiError('us', 'bug', `${why}\n${printed.slice(-20).join('\n')}`));
    };
    const read = (line: string) => {
      printed.push(line);
      const address = line.match(/^ready (https?:\S+)/)?.[1];
      if (!address) return;
      aborter.abort();
      const secret = printed.join('\n').match(/[#?&/]setup[=/]([\w-]+)/)?.[1];
      const loopback = new URL(address);
      loopback.hostname = '127.0.0.1';
      resolve({ address: loopback, setupSecret: secret });
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', read);
    }
    child.once('close', (code) => fail(`the product ended with ${code} before it was ready`));
    systemClock.sleep(READY_WITHIN_MS, aborter.signal).then(() => {
      if (!aborter.signal.aborted) fail('the product was not ready in time');
    });
  });
}

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, type Log, type Random, reasonOf, runService } from '@musubi/base';
import { type Actor, type Collect, SYSTEM } from '@musubi/collect';
import type { Language, Records } from '@musubi/schema';
import type { SeriesKeeper, SeriesWriter } from '@musubi/store';
import { type DemoCredential, type DeviceKey, demoHistory, demoPlan, runDemoFactory } from '@musubi/world';
import { freePort } from '../http/free-port.ts';
import { type DemoMemory, forgetDemoMemory, readDemoMemory, writeDemoMemory } from './demo-file.ts';
import { registerDemo } from './register-demo.ts';

export interface DemoParts {
  collect: Collect;
  records: Records;
  series: SeriesWriter & SeriesKeeper;
  folder: string;
  language: Language;
  /** Nothing was ever registered here: a new installation begins with the demo. */
  isNew: boolean;
  endpoints: { mqtt: string; http: string; ca: string };
  clock: Clock;
  random: Random;
  log: Log;
}

/** How far back the simulated factory has a past, so that the first trend is not empty. */
const HISTORY_MS = 24 * 3_600_000;
const SHDR_PORT = 7_878;

/** The simulated factory of this installation: registered once, run in this process against the real doors. */
export class Demo {
  readonly #parts: DemoParts;
  #running: { stop: AbortController; ended: Promise<void> } | undefined;

  constructor(parts: DemoParts) {
    this.#parts = parts;
  }

  /** Whether its devices are registered, running or not. */
  get isThere(): boolean {
    return this.#parts.collect.directory.devices().some(({ device }) => device.simulated);
  }

  /** At the start of the program: a new installation begins with it, another goes on with it if it has one. */
  async begin({ demo, empty }: { demo: boolean; empty: boolean }): Promise<void> {
    if (!empty && (demo || this.#parts.isNew || this.isThere)) await this.start();
  }

  /** Registers it where it isn't, and lets it run. */
  async start(): Promise<void> {
    if (this.#running) return;
    const memory = await this.#registered();
    const stop = new AbortController();
    const service = { name: 'demo', run: (signal: AbortSignal) => this.#play(memory, signal) };
    this.#running = { stop, ended: runService(service, this.#parts, stop.signal) };
  }

  /** Stops it; its devices stay. */
  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    running?.stop.abort();
    await running?.ended;
  }

  /** Takes it away with all its readings. */
  async remove(by: Actor): Promise<{ removedDevices: number; removedSeries: number }> {
    await this.stop();
    const { collect, series, folder } = this.#parts;
    const removedDevices = collect.directory.devices().filter(({ device }) => device.simulated).length;
    const numbers = await collect.removeSimulated(by);
    await series.forget(numbers);
    rmSync(this.#dropFolder(), { recursive: true, force: true });
    forgetDemoMemory(folder);
    return { removedDevices, removedSeries: numbers.length };
  }

  /** What a registration that was cut off left behind goes first. */
  async #registered(): Promise<DemoMemory> {
    const { folder, clock } = this.#parts;
    const known = readDemoMemory(folder);
    if (known && this.isThere) return known;
    if (this.isThere) await this.remove(SYSTEM);
    const registered = await registerDemo({
      ...this.#parts,
      shdrPort: await freePort('127.0.0.1', SHDR_PORT, false),
      dropFolder: this.#dropFolder(),
    });
    const memory = { ...registered, historyUntil: clock.now() - HISTORY_MS };
    writeDemoMemory(folder, memory);
    return memory;
  }

  async #play(memory: DemoMemory, signal: AbortSignal): Promise<void> {
    const { endpoints, clock, log } = this.#parts;
    await this.#writeHistory(memory, signal);
    const credentials = credentialsFor(memory);
    const folder = this.#dropFolder();
    await runDemoFactory(
      { endpoints: { ...endpoints, shdrPort: memory.shdrPort, folder }, credentials, clock, log },
      signal,
    );
  }

  /** The past since the last time, so that the lines go on without a step. */
  async #writeHistory(memory: DemoMemory, signal: AbortSignal): Promise<void> {
    const { collect, series, clock, folder, log } = this.#parts;
    const to = clock.now();
    const from = Math.max(memory.historyUntil, to - HISTORY_MS);
    const numberOf = (device: DeviceKey, key: string) =>
      collect.directory.device(memory.devices[device] ?? '')?.find(key)?.number;
    try {
      for (const { device, batch } of demoHistory({ from, to, numberOf })) {
        if (signal.aborted) return;
        const entry = collect.directory.device(memory.devices[device]!);
        if (!entry) continue;
        await series.append(batch, { connectionId: entry.device.connectionId, deviceId: entry.deviceId });
      }
      writeDemoMemory(folder, { ...memory, historyUntil: to });
    } catch (error) {
      log.warn('the past of the demo was not stored', { reason: reasonOf(error) });
    }
  }

  #dropFolder(): string {
    const folder = join(this.#parts.folder, 'demo-files');
    mkdirSync(folder, { recursive: true });
    return folder;
  }
}

/** Over HTTP a device's token is the whole bearer, user and secret in one. */
function credentialsFor({ credentials }: DemoMemory): Record<string, DemoCredential> {
  const byHttp = new Set(demoPlan('en').devices.flatMap(({ key, way }) => (way === 'http' ? [key] : [])));
  return Object.fromEntries(
    Object.entries(credentials).map(([key, { user, secret }]) => {
      const token = byHttp.has(key as DeviceKey) ? `${user}:${secret}` : secret;
      return [key, { user, secret: token }];
    }),
  );
}

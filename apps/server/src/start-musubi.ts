import { bannerLines } from './banner.ts';
import type { ReadConfig } from './config/read-config.ts';
import type { Effects } from './effects.ts';
import { openLifetime } from './lifetime.ts';
import { lockData } from './lock/data-lock.ts';
import { openDomains } from './open-domains.ts';
import { type Doors, openDoors } from './open-doors.ts';
import { openStores } from './open-stores.ts';
import { choosePorts } from './ports.ts';
import { startDuties } from './start-duties.ts';

export interface Running extends Doors {
  /** Drains and closes; resolves when everything is stored and free. */
  close(): Promise<void>;
}

/** The composition root: the data folder is locked, the parts are opened, joined and set going, in this order. */
export async function startMusubi(read: ReadConfig, effects: Effects): Promise<Running> {
  const { config } = read;
  const lock = lockData(config.data);
  const life = openLifetime(effects);
  life.closing('lock', async () => lock.release());
  try {
    const ports = await choosePorts(read);
    const stores = await openStores(config, effects, life);
    const domains = await openDomains({ config, ports, stores }, effects);
    const doors = await openDoors({ config, ports, stores, domains }, effects, life);
    life.run(domains.collect);
    life.run({ name: 'live', run: (signal) => domains.see.live.run(signal) });
    startDuties({ config, stores, domains }, effects, life);
    await domains.demo.begin(config);
    life.closing('demo', () => domains.demo.stop());
    lock.announce(doors.announcement);
    const about = { demo: domains.demo.isThere, isTerminal: effects.isTerminal ?? false };
    for (const line of await bannerLines({ ...doors, ports, ...about })) effects.print(line);
    return { ...doors, close: () => life.end() };
  } catch (error) {
    await life.end();
    throw error;
  }
}

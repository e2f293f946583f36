import type { Collect } from '@musubi/collect';
import type { Health } from './http/http-server.ts';
import type { StoreWatch } from './tasks/store-watch.ts';
import { version } from './version.ts';

/** Paused while nothing can be stored, degraded while something was set aside or waits to be stored. */
export function healthOf(watch: StoreWatch, collect: Collect): Health {
  const { failingSince } = collect.health().gateway;
  const degraded = watch.setAside.length > 0 || failingSince !== undefined;
  const status = watch.stats?.paused ? 'paused' : degraded ? 'degraded' : 'ok';
  return { version, status, setAside: watch.setAside };
}

import { useWords } from '../i18n/use-words.ts';
import { useApi } from '../parts/use-api.ts';
import { useMay } from '../parts/use-me.ts';
import { collectState, floorState, type PlaceState, siteState } from './place-state.ts';
import type { Place } from './places.ts';

const SELDOM = 30_000;

/** The state of each place, and how many things wait on a page. */
export function usePlaceStates() {
  const words = useWords();
  const isAdministrator = useMay('administrator');
  const machines = useApi('listMachines', {}, { everyMs: SELDOM }).data;
  const connections = useApi('listConnections', {}, { everyMs: SELDOM }).data;
  const found = useApi('listFoundDevices', {}, { everyMs: SELDOM }).data?.found.length ?? 0;
  const unreadable =
    useApi('listQuarantine', { state: 'waiting' }, { everyMs: SELDOM }).data?.entries.length ?? 0;
  const installation = useApi('getInstallation', {}, { everyMs: SELDOM }).data;
  const backups = useApi('listBackups', {}, { everyMs: SELDOM, enabled: isAdministrator }).data?.backups;
  const states: Partial<Record<Place['id'], PlaceState>> = {
    ...(machines ? { floor: floorState(words, machines.machines) } : {}),
    ...(connections
      ? { collect: collectState(words, { connections: connections.connections, found, unreadable }) }
      : {}),
    ...(installation ? { site: siteState(words, installation, backups) } : {}),
  };
  return { states, waiting: { '/collect/found': found, '/collect/unreadable': unreadable } };
}

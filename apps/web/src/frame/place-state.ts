import type { CallOutput } from '../client.ts';
import type { Words } from '../i18n/words.ts';

/** A place's own state in one word, and whether it needs somebody. */
export interface PlaceState {
  word: string;
  needs: boolean;
}

export function floorState(words: Words, machines: CallOutput<'listMachines'>['machines']): PlaceState {
  if (machines.length === 0) return { word: words.frame.nothingYet, needs: false };
  const silent = machines.filter(({ state }) => state === 'silent').length;
  return silent > 0
    ? { word: words.frame.silentCount(silent), needs: true }
    : { word: words.frame.inOrder, needs: false };
}

interface Collected {
  connections: CallOutput<'listConnections'>['connections'];
  found: number;
  unreadable: number;
}

export function collectState(words: Words, { connections, found, unreadable }: Collected): PlaceState {
  const troubled = connections.filter(
    ({ connection, health }) =>
      connection.enabled &&
      (health.state === 'refused' || health.state === 'retrying' || health.state === 'silent'),
  ).length;
  if (troubled > 0) return { word: words.frame.troubleCount(troubled), needs: true };
  if (found + unreadable > 0) return { word: words.frame.toDecide(found + unreadable), needs: true };
  if (connections.length === 0) return { word: words.frame.nothingYet, needs: false };
  return { word: words.frame.inOrder, needs: false };
}

export function siteState(
  words: Words,
  installation: CallOutput<'getInstallation'>,
  backups: CallOutput<'listBackups'>['backups'] | undefined,
): PlaceState {
  if (installation.disk.paused) return { word: words.frame.diskFull, needs: true };
  if (installation.setAside.length > 0)
    return { word: words.frame.setAsideCount(installation.setAside.length), needs: true };
  if (backups && !backups.some(({ state }) => state === 'good'))
    return { word: words.frame.noBackup, needs: true };
  return { word: words.frame.inOrder, needs: false };
}

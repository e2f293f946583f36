import { type ConnectionHealth, isUsable, Quality } from '@musubi/schema';
import type { BackupInfo } from '@musubi/schema/api';
import type { Look } from './state-mark.tsx';

export type MachineState = 'receiving' | 'silent' | 'never';

export const machineLook: Readonly<Record<MachineState, Look>> = {
  receiving: { shape: 'circle', tone: 'quiet' },
  silent: { shape: 'triangle', tone: 'caution' },
  never: { shape: 'dashed', tone: 'quiet' },
};

export const connectionLook: Readonly<Record<ConnectionHealth['state'], Look>> = {
  starting: { shape: 'turning', tone: 'quiet' },
  running: { shape: 'circle', tone: 'quiet' },
  silent: { shape: 'triangle', tone: 'caution' },
  retrying: { shape: 'turning', tone: 'caution' },
  stopped: { shape: 'square', tone: 'quiet' },
  refused: { shape: 'octagon', tone: 'alarm' },
};

export const backupLook: Readonly<Record<BackupInfo['state'], Look>> = {
  running: { shape: 'turning', tone: 'quiet' },
  verifying: { shape: 'turning', tone: 'quiet' },
  good: { shape: 'check', tone: 'quiet' },
  failed: { shape: 'octagon', tone: 'alarm' },
};

/** Good readings carry no mark at all: only doubt is drawn. */
export function qualityLook(code: number): Look | undefined {
  if (code === Quality.Good || code === Quality.Computed || code === Quality.Repaired) return undefined;
  if (isUsable(code)) return { shape: 'triangle', tone: 'caution' };
  const unknown = code === Quality.Unavailable || code === Quality.LinkDown;
  return unknown ? { shape: 'dashed', tone: 'quiet' } : { shape: 'octagon', tone: 'alarm' };
}

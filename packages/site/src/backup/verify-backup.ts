import { MusubiError } from '@musubi/base';
import type { RecordStore, SeriesKeeper } from '@musubi/store';
import { verifyLog } from '../audit/verify-log.ts';
import { type RestoreWish, unpackBackup } from './restore-backup.ts';

/** Opens a restored data folder apart from the running one; what opens it knows the drivers. */
export type OpenScratch = (
  folder: string,
) => Promise<{ series: SeriesKeeper & AsyncDisposable; records: RecordStore }>;

/** What is damaged in the running installation already; a copy can't be better. */
export interface KnownDamage {
  setAside: number;
  auditIntact: boolean;
}

/** Restores a backup into a scratch folder and looks at it: `backup.not-verified` if it is not what it should be. */
export async function verifyBackup(
  wish: RestoreWish,
  openScratch: OpenScratch,
  known: KnownDamage,
): Promise<{ readings: number }> {
  const manifest = await unpackBackup(wish);
  const { series, records } = await openScratch(wish.into);
  await using _series = series;
  await using _records = records;
  const stats = await series.stats();
  if (stats.setAside.length + records.setAside.length > known.setAside) throw notVerified('files damaged');
  if ((await series.verify()).damaged.length > 0) throw notVerified('segments damaged');
  if (stats.readings < manifest.readings) {
    throw notVerified(`${stats.readings} of ${manifest.readings} readings`);
  }
  const log = await verifyLog(records);
  if (known.auditIntact && !log.intact) throw notVerified(`audit log ${log.reason} at ${log.brokenAt}`);
  if (log.entries < manifest.audit.count) throw notVerified('audit entries missing');
  return { readings: stats.readings };
}

function notVerified(reason: string): MusubiError {
  return new MusubiError('us', 'backup.not-verified', `the restored copy differs: ${reason}`);
}

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type Clock, isMusubiError, MusubiError, reasonOf } from '@musubi/base';
import { textAt } from '@musubi/schema';
import { z } from 'zod';
import { type ConnectorContext, type Delivered, defineConnector, titled } from '../../connector.ts';
import { imaginedDevice } from '../../payload/imagined-device.ts';
import { untilAborted } from '../../until-aborted.ts';
import { LARGEST_FILE } from './door.ts';
import { WatchedFolder } from './folder.ts';
import { collectBytes, importTable } from './import.ts';
import { openTable, readTable } from './table.ts';

export const fileSettings = z.object({
  folder: z
    .string()
    .min(1)
    .max(1_000)
    .describe('Folder on this PC (or a network drive of it) into which CSV or TSV files are put')
    .meta(titled('監視するフォルダー', 'Watched folder')),
  device: z
    .string()
    .max(120)
    .optional()
    .describe('Name of the machine the files are of; else the folder’s name')
    .meta(titled('機械の名前', 'Machine name')),
  timeZone: z
    .string()
    .max(60)
    .default('local')
    .describe('Zone of times without one, such as Asia/Tokyo; local is this PC’s')
    .meta(titled('時刻のタイムゾーン', 'Time zone')),
  everySeconds: z
    .number()
    .min(1)
    .max(3_600)
    .default(5)
    .describe('How often the folder is looked at, in seconds')
    .meta(titled('確認の間隔（秒）', 'Look every (seconds)')),
});
export type FileSettings = z.output<typeof fileSettings>;

/** A watched folder: whatever a logger or a person drops there as CSV or TSV. */
export const file = defineConnector({
  name: 'file',
  title: { ja: 'ファイル（監視フォルダー）', en: 'Files (watched folder)' },
  summary: {
    ja: 'フォルダーに置かれた CSV・TSV ファイルを読み込みます。読み終えたファイルは done、読めないファイルは error に移します。',
    en: 'Reads CSV and TSV files put into a folder, then moves them to done, or to error if they can’t be read.',
  },
  settings: fileSettings,
  addable: true,

  async run(settings: FileSettings, context: ConnectorContext, signal: AbortSignal): Promise<void> {
    const folder = new WatchedFolder(settings.folder);
    await folder.settled();
    context.connected();
    const ended = untilAborted(signal);
    while (!signal.aborted) {
      for (const name of await folder.settled()) {
        const taken = take(name, folder, settings, context);
        await Promise.race([taken, ended]);
        if (!signal.aborted) continue;
        // What is being read then is read again after the next start, and stored once.
        taken.catch(() => {});
        return;
      }
      // A folder is silent until someone puts a file into it.
      context.alive();
      await context.clock.sleep(settings.everySeconds * 1_000, signal);
    }
  },

  async test(settings: FileSettings, { clock }: { clock: Clock }) {
    const folder = new WatchedFolder(settings.folder);
    const startedAt = clock.monotonic();
    await folder.settled();
    const [newest] = (await folder.settled()).toReversed();
    const latencyMs = clock.monotonic() - startedAt;
    return {
      latencyMs,
      sample: newest === undefined ? [] : await sampleOf(folder.path(newest), settings.timeZone),
    };
  },

  async replay(raw: Uint8Array, address: string, context: ConnectorContext): Promise<Delivered> {
    const device = context.device(address) ?? context.ownDevice(address, address);
    let refused: string | undefined;
    const total = { stored: 0, duplicates: 0 };
    await readTable(
      await openAgain(Buffer.from(raw)),
      device,
      context.clock.now(),
      async (batch) => {
        const delivered = await context.emit(batch, device);
        total.stored += delivered.stored;
        total.duplicates += delivered.duplicates;
      },
      (_row, problem) => {
        refused ??= problem.code;
      },
    );
    if (refused) throw new MusubiError('device', refused, 'rows are still unreadable');
    return total;
  },
});

/** What was once a delivery of a device is still its fault, and waits on. */
async function openAgain(raw: Buffer): ReturnType<typeof openTable> {
  try {
    return await openTable(raw, 'local');
  } catch (error) {
    if (!isMusubiError(error) || error.fault !== 'caller') throw error;
    throw new MusubiError('device', error.code, error.message, { details: error.details, cause: error });
  }
}

/** One file: original kept, readings stored, file moved. A file that can't be read is set aside, whole. */
async function take(
  name: string,
  folder: WatchedFolder,
  settings: FileSettings,
  context: ConnectorContext,
): Promise<void> {
  const path = folder.path(name);
  const label = settings.device || basename(resolve(settings.folder));
  const device = context.ownDevice(label.slice(0, 200), label.slice(0, 120));
  try {
    const bytes = await collectBytes(createReadStream(path), LARGEST_FILE);
    await context.keepOriginal(createReadStream(path));
    const imported = await importTable(bytes, device, settings.timeZone, context);
    context.log.info('file read', { name, ...imported });
    await folder.put(name, 'done');
  } catch (error) {
    if (isHeldByOthers(error)) {
      context.log.warn('file can’t be read yet', { name, reason: reasonOf(error) });
      return;
    }
    // Our own fault, such as a full disk, leaves the file where it is: it is read again later.
    if (!isMusubiError(error) || error.fault === 'us') throw error;
    const raw = await beginningOf(path);
    await context.quarantine({
      address: device.address,
      raw,
      reason: error.code,
      detail: `${name}: ${error.message}`,
    });
    await folder.put(name, 'error');
  }
}

/** Another program has the file open, or took it away: it is tried again at the next look. */
function isHeldByOthers(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return code === 'EBUSY' || code === 'EACCES' || code === 'EPERM' || code === 'ENOENT';
}

async function beginningOf(path: string): Promise<Buffer> {
  await using handle = await open(path);
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
  return buffer.subarray(0, bytesRead);
}

async function sampleOf(path: string, zone: string): Promise<{ key: string; value: string }[]> {
  const table = await openTable(await collectBytes(createReadStream(path), LARGEST_FILE), zone);
  const device = imaginedDevice('sample');
  const sample = new Map<string, string>();
  const look = async (batch: Parameters<Parameters<typeof readTable>[3]>[0]) => {
    for (let i = 0; i < batch.length && sample.size < 20; i++) {
      sample.set(device.keyOf(batch.series[i]!), (textAt(batch, i) ?? String(batch.number[i])).slice(0, 100));
    }
  };
  await readTable(table, device, 0, look, () => {});
  return [...sample].map(([key, value]) => ({ key, value }));
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { canonicalJson, sha256 } from '@musubi/base';
import { readRows } from './columns.ts';
import { hashFile, sizeOf, writeDurably } from './durable-files.ts';
import { quote } from './tables.ts';

/** One file of a closed day. */
export interface DayFile {
  /** Relative to the store's folder. */
  file: string;
  sha256: string;
  bytes: number;
}

export interface Day {
  /** Days since 1970 UTC. */
  day: number;
  /** Counts the writings of this day; part of its file names. */
  generation: number;
  /** Readings of this day that came with a batch up to this one are in the segment, not in the hot table. */
  throughBatch: number;
  /** Raw readings of this day were deleted or lost: its aggregates are never computed again. */
  final?: true;
  /** The segment; absent once retention deleted it or it was damaged. */
  raw?: DayFile & { readings: number };
  /** One-minute aggregates. */
  minutes?: DayFile;
}

/** Where readings came from; `id` stands for it in tables and segments. */
export interface Source {
  id: number;
  connectionId: string;
  deviceId: string;
}

export interface Manifest {
  days: Day[];
  sources: Source[];
}

export const MANIFEST = 'manifest.json';

/** Writes the list of what is valid, with a hash of itself, in one step. */
export async function writeManifest(root: string, manifest: Manifest): Promise<void> {
  const content = canonicalJson(manifest);
  await writeDurably(join(root, MANIFEST), `${JSON.stringify({ sha256: sha256(content), content })}\n`);
}

/** The list; `absent` if there never was one, `damaged` if it can't be believed. */
export async function readManifest(root: string): Promise<Manifest | 'absent' | 'damaged'> {
  if ((await sizeOf(join(root, MANIFEST))) === undefined) return 'absent';
  try {
    const file = JSON.parse(await readFile(join(root, MANIFEST), 'utf8')) as Record<string, unknown>;
    if (typeof file.content !== 'string' || sha256(file.content) !== file.sha256) return 'damaged';
    return JSON.parse(file.content) as Manifest;
  } catch {
    return 'damaged';
  }
}

export type DayFileKind = 'raw' | 'minutes';

/** `days/2026/2026-01-05.3.parquet`, relative to the store's folder. */
export function dayFileName(day: number, generation: number, kind: DayFileKind): string {
  const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
  return `days/${date.slice(0, 4)}/${date}.${generation}${kind === 'raw' ? '' : '.minutes'}.parquet`;
}

const FILE_NAME = /^days\/\d{4}\/(\d{4}-\d{2}-\d{2})\.(\d+)(\.minutes)?\.parquet$/;

/** What lies in the day folders, newest generation first. */
export async function listDayFiles(
  root: string,
): Promise<{ file: string; day: number; generation: number; kind: DayFileKind }[]> {
  const names = await readdir(join(root, 'days'), { recursive: true }).catch(() => [] as string[]);
  return names
    .flatMap((name) => {
      const file = `days/${name.replaceAll('\\', '/')}`;
      const [, date, generation, minutes] = FILE_NAME.exec(file) ?? [];
      if (!date) return [];
      const day = Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
      return [{ file, day, generation: Number(generation), kind: minutes ? 'minutes' : 'raw' } as const];
    })
    .sort((a, b) => b.generation - a.generation);
}

/** What a segment says of itself, so that the manifest can be made anew from the segments alone. */
export interface SegmentNote {
  throughBatch: number;
  sources: Source[];
}

/** Makes the manifest from the files; `refuse` is told of those that can't be read. */
export async function rebuildManifest(
  root: string,
  connection: DuckDBConnection,
  refuse: (file: string, reason: string) => Promise<unknown>,
): Promise<Manifest> {
  const days = new Map<number, Day>();
  const sources = new Map<number, Source>();
  for (const found of await listDayFiles(root)) {
    const day = days.get(found.day) ?? { day: found.day, generation: 0, throughBatch: 0 };
    if (day[found.kind]) continue;
    try {
      const file = await describeFile(root, found.file);
      if (found.kind === 'minutes') day.minutes = file;
      else {
        const { note, readings } = await readSegmentNote(connection, join(root, found.file));
        day.raw = { ...file, readings };
        day.throughBatch = note.throughBatch;
        for (const source of note.sources) sources.set(source.id, source);
      }
      day.generation = Math.max(day.generation, found.generation);
      days.set(found.day, day);
    } catch (error) {
      await refuse(join(root, found.file), `unreadable: ${error}`);
    }
  }
  return { days: [...days.values()].sort((a, b) => a.day - b.day), sources: [...sources.values()] };
}

export async function describeFile(root: string, file: string): Promise<DayFile> {
  const path = join(root, file);
  return { file, sha256: await hashFile(path), bytes: (await sizeOf(path)) ?? 0 };
}

async function readSegmentNote(
  connection: DuckDBConnection,
  path: string,
): Promise<{ note: SegmentNote; readings: number }> {
  const [row] = await readRows<{ note: string; readings: number }>(
    connection,
    `SELECT decode(value) AS note, (SELECT num_rows FROM parquet_file_metadata(${quote(path)})) AS readings
     FROM parquet_kv_metadata(${quote(path)}) WHERE decode(key) = 'musubi'`,
  );
  const note = JSON.parse(row?.note ?? '') as SegmentNote;
  return { note, readings: row?.readings ?? 0 };
}

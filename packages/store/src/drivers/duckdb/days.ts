import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SetAside, TimeSpan } from '../../series.ts';
import { DAY_MS } from '../reading-rules.ts';
import { hashFile, sizeOf } from './durable-files.ts';
import {
  type Day,
  type DayFile,
  type DayFileKind,
  listDayFiles,
  type Source,
  writeManifest,
} from './manifest.ts';
import type { SetAsideFolder } from './set-aside.ts';

/**
 * The closed days and their files. A file is compared with its hash before its first use after the opening; a
 * damaged one is set aside and the day goes on without it.
 */
export class Days {
  readonly #root: string;
  readonly #setAside: SetAsideFolder;
  readonly #days = new Map<number, Day>();
  readonly #verified = new Map<string, Promise<boolean>>();
  #sources: readonly Source[] = [];
  #asked: { kind: DayFileKind; span: TimeSpan }[] = [];

  constructor(root: string, setAside: SetAsideFolder, days: readonly Day[]) {
    this.#root = root;
    this.#setAside = setAside;
    for (const day of days) this.#days.set(day.day, day);
  }

  get all(): Day[] {
    return [...this.#days.values()].sort((a, b) => a.day - b.day);
  }

  get(day: number): Day | undefined {
    return this.#days.get(day);
  }

  path(file: DayFile): string {
    return join(this.#root, file.file);
  }

  /** True if raw readings of this day are gone: what aggregates it has are all there will be. */
  isFinal(day: number): boolean {
    return this.#days.get(day)?.final === true;
  }

  /** Files of the days that touch a span, ascending; to be read only after `checkFor` the same question. */
  files(kind: DayFileKind, span: TimeSpan): string[] {
    if (this.#asked.length < 64) this.#asked.push({ kind, span });
    return this.#touched(span).flatMap((day) => {
      const file = day[kind];
      return file ? [this.path(file)] : [];
    });
  }

  /** Checks every file that `build` asks for, so that building again gives only files that are what was written. */
  async checkFor(build: () => unknown, now: number): Promise<SetAside[]> {
    this.#asked = [];
    build();
    const asked = this.#asked;
    const damaged: SetAside[] = [];
    for (const { kind, span } of asked) damaged.push(...(await this.check(kind, span, now)));
    return damaged;
  }

  /** Makes sure that `files` gives only files whose content is what was written. */
  async check(kind: DayFileKind, span: TimeSpan, now: number): Promise<SetAside[]> {
    const damaged: SetAside[] = [];
    for (const day of this.#touched(span)) {
      const found = await this.checkDay(kind, day.day, now);
      if (found) damaged.push(found);
    }
    return damaged;
  }

  /** As `check` for one day; `again` reads the file even if it was found good before. */
  async checkDay(
    kind: DayFileKind,
    number: number,
    now: number,
    again = false,
  ): Promise<SetAside | undefined> {
    const file = this.#days.get(number)?.[kind];
    if (!file) return undefined;
    if (again) this.#verified.delete(file.file);
    const verdict = this.#verified.get(file.file) ?? this.#matches(file);
    this.#verified.set(file.file, verdict);
    if (await verdict) return undefined;
    // Someone else may have come first with the same verdict.
    if (this.#days.get(number)?.[kind] !== file) return undefined;
    const missing = (await sizeOf(this.path(file))) === undefined;
    return this.drop(
      kind,
      number,
      missing ? 'the file is missing' : 'the content does not match its hash',
      now,
    );
  }

  /** Sets a day's file aside and goes on without it. */
  async drop(kind: DayFileKind, number: number, reason: string, now: number): Promise<SetAside | undefined> {
    const day = this.#days.get(number);
    const file = day?.[kind];
    if (!day || !file) return undefined;
    const { [kind]: _, ...rest } = day;
    this.#days.set(number, kind === 'raw' ? { ...rest, final: true } : rest);
    const setAside = await this.#setAside.add(this.path(file), reason, now);
    // Not being able to write it down changes nothing: the next opening finds the file missing.
    await this.save(this.#sources).catch(() => {});
    return setAside;
  }

  /** The list as it would be with `changed`, written to disk; memory changes only by `accept`. */
  async save(sources: readonly Source[], changed: readonly Day[] = []): Promise<void> {
    this.#sources = sources;
    const days = new Map(this.#days);
    for (const day of changed) days.set(day.day, day);
    await writeManifest(this.#root, {
      days: [...days.values()].sort((a, b) => a.day - b.day),
      sources: [...sources],
    });
  }

  /** From now on `day` is read; its files were just written and are believed. */
  accept(day: Day): void {
    this.#days.set(day.day, day);
    for (const file of [day.raw, day.minutes]) {
      if (file && !this.#verified.has(file.file)) this.#verified.set(file.file, Promise.resolve(true));
    }
  }

  /** Deletes those files of `old` that `now` no longer names. */
  async removeFiles(old: Day | undefined, now: Day): Promise<void> {
    const kept = [now.raw?.file, now.minutes?.file];
    for (const file of [old?.raw, old?.minutes]) {
      if (file && !kept.includes(file.file)) await rm(this.path(file), { force: true });
    }
  }

  /** Deletes files of earlier generations and half-written ones. */
  async sweep(): Promise<void> {
    const wanted = new Set(this.all.flatMap((day) => [day.raw?.file, day.minutes?.file]));
    for (const { file } of await listDayFiles(this.#root)) {
      if (!wanted.has(file)) await rm(join(this.#root, file), { force: true });
    }
  }

  #touched({ from, to }: TimeSpan): Day[] {
    const first = Math.floor(from / DAY_MS);
    const last = Math.floor((to - 1) / DAY_MS);
    if (last - first < this.#days.size) {
      const touched: Day[] = [];
      for (let number = first; number <= last; number++) {
        const day = this.#days.get(number);
        if (day) touched.push(day);
      }
      return touched;
    }
    return this.all.filter(({ day }) => day >= first && day <= last);
  }

  async #matches(file: DayFile): Promise<boolean> {
    const path = this.path(file);
    if ((await sizeOf(path)) !== file.bytes) return false;
    return (await hashFile(path).catch(() => '')) === file.sha256;
  }
}

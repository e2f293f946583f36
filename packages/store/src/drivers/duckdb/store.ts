import type { ReadingBatch } from '@musubi/schema';
import type { TimeSpan } from '../../series.ts';
import { DAY_MS, MINUTE_MS } from '../reading-rules.ts';
import { CommitMark } from './commit-mark.ts';
import type { Days } from './days.ts';
import type { DiskRoom } from './disk-room.ts';
import type { HotFile } from './hot-file.ts';
import type { Source } from './manifest.ts';
import type { FromWorker, WorkerSettings } from './messages.ts';
import { Newest } from './newest.ts';
import type { SetAsideFolder } from './set-aside.ts';
import { Passage, Turns } from './turns.ts';

/** Slots of a day. */
export const MINUTES_OF_DAY = DAY_MS / MINUTE_MS;

/** What the store worker holds in memory between requests. All of it can be made anew from the disk. */
export class Store {
  readonly settings: WorkerSettings;
  readonly tell: (message: FromWorker) => void;
  readonly setAside: SetAsideFolder;
  readonly room: DiskRoom;
  readonly mark: CommitMark;
  readonly newest = new Newest();
  /** Appends go in one by one; whoever holds it also sees no append half done. */
  readonly writing = new Turns();
  /** Housekeeping goes one by one, beside appends. */
  readonly keeping = new Turns();
  readonly passage = new Passage();
  hot: HotFile;
  days: Days;
  /** Minutes before this slot are in the one-minute aggregates, but for dirty ones. */
  rolledTo = 0;
  /** Rows before this slot make their window dirty; ahead of `rolledTo` while a roll-up runs. */
  rollingTo = 0;
  /** Number of the last commit. */
  batch = 0;
  /** Why nothing may be written until the hot file was opened anew; undefined when all is well. */
  broken: string | undefined;
  /** A block of the hot file is not what was written: it is set aside at the next opening. */
  isHotDamaged = false;
  /** The hot file was opened after a failed write: only a checkpoint proves that what it gives is on the disk. */
  isUnproven = false;

  readonly #sources = new Map<string, Source>();
  readonly #dirty = new Set<number>();
  #beingRolled: number[] = [];
  #dirtySlots = { from: 0, to: 0 };
  readonly #hotDays = new Map<number, number>();
  readonly #replaced = new Set<number>();

  constructor(
    settings: WorkerSettings,
    tell: (message: FromWorker) => void,
    setAside: SetAsideFolder,
    room: DiskRoom,
    hot: HotFile,
    days: Days,
  ) {
    this.settings = settings;
    this.tell = tell;
    this.setAside = setAside;
    this.room = room;
    this.mark = new CommitMark(settings.folder);
    this.hot = hot;
    this.days = days;
  }

  /** Everything known of the hot file is forgotten, before it is read again. */
  reset(): void {
    this.newest.forgetAll();
    this.#sources.clear();
    this.#dirty.clear();
    this.#beingRolled = [];
    this.#hotDays.clear();
    this.#replaced.clear();
  }

  // Sources

  get sources(): Source[] {
    return [...this.#sources.values()];
  }

  source(connectionId: string, deviceId: string): Source | undefined {
    return this.#sources.get(`${connectionId}\n${deviceId}`);
  }

  sourceById(id: number): Source | undefined {
    return this.sources.find((source) => source.id === id);
  }

  addSource(source: Source): void {
    this.#sources.set(`${source.connectionId}\n${source.deviceId}`, source);
  }

  removeSource(source: Source): void {
    this.#sources.delete(`${source.connectionId}\n${source.deviceId}`);
  }

  // Windows that wait to be computed anew

  get hasDirty(): boolean {
    return this.#dirty.size + this.#beingRolled.length > 0;
  }

  /** Slots between which all dirty windows lie, the end exclusive. */
  get dirtySlots(): { from: number; to: number } {
    return this.#dirtySlots;
  }

  /** True if the window was clean. */
  markDirty(series: number, slot: number): boolean {
    const before = this.#dirty.size;
    if (!this.hasDirty) this.#dirtySlots = { from: slot, to: slot + 1 };
    if (slot < this.#dirtySlots.from) this.#dirtySlots.from = slot;
    if (slot >= this.#dirtySlots.to) this.#dirtySlots.to = slot + 1;
    this.#dirty.add(dirtyKey(series, slot));
    return this.#dirty.size > before;
  }

  unmarkDirty(windows: Iterable<readonly [series: number, slot: number]>): void {
    for (const [series, slot] of windows) this.#dirty.delete(dirtyKey(series, slot));
  }

  /** A roll-up has begun for these windows: a row that comes now marks them once more. */
  takeDirty(series: Uint32Array, slots: Uint32Array): void {
    this.#beingRolled = [];
    for (let i = 0; i < series.length; i++) {
      const key = dirtyKey(series[i]!, slots[i]!);
      this.#dirty.delete(key);
      this.#beingRolled.push(key);
    }
  }

  /** The roll-up of the windows taken is committed, or has failed. */
  settleDirty(done: boolean): void {
    if (!done) for (const key of this.#beingRolled) this.#dirty.add(key);
    this.#beingRolled = [];
  }

  forgetDirty(series: readonly number[]): void {
    const gone = new Set(series);
    for (const key of this.#dirty) if (gone.has(Math.floor(key / 2 ** 27))) this.#dirty.delete(key);
  }

  // Readings of each day in the hot table

  get hotDays(): number[] {
    return [...this.#hotDays.keys()].sort((a, b) => a - b);
  }

  get hotReadings(): number {
    return [...this.#hotDays.values()].reduce((sum, count) => sum + count, 0);
  }

  hotReadingsOf(day: number): number {
    return this.#hotDays.get(day) ?? 0;
  }

  /** True if the hot table may hold readings of a span; what was acknowledged is always counted. */
  isHot({ from, to }: TimeSpan): boolean {
    const [first, last] = [Math.floor(from / DAY_MS), Math.floor((to - 1) / DAY_MS)];
    for (const day of this.#hotDays.keys()) if (day >= first && day <= last) return true;
    return false;
  }

  countHot(day: number, more: number): void {
    const count = this.hotReadingsOf(day) + more;
    if (count > 0) this.#hotDays.set(day, count);
    else this.#hotDays.delete(day);
  }

  // Days with one-minute windows that replace those of their file

  hasReplacedMinutes(fromSlot: number, toSlot: number): boolean {
    for (const day of this.#replaced) {
      if (day >= Math.floor(fromSlot / MINUTES_OF_DAY) && day * MINUTES_OF_DAY < toSlot) return true;
    }
    return false;
  }

  markReplaced(days: Iterable<number>): void {
    for (const day of days) this.#replaced.add(day);
  }

  unmarkReplaced(day: number): void {
    this.#replaced.delete(day);
  }

  /** Takes the newest readings found at the opening. */
  learn(batch: ReadingBatch): void {
    for (let i = 0; i < batch.length; i++) this.newest.offer(batch, i);
    this.newest.keep(batch);
  }
}

function dirtyKey(series: number, slot: number): number {
  return series * 2 ** 27 + slot;
}

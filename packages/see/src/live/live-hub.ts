import type { Clock, Facts, Log } from '@musubi/base';
import { reasonOf } from '@musubi/base';
import type { FactMap, RecordReader } from '@musubi/schema';
import { encodeLiveFrame, type LiveRequest, type LiveValue } from '@musubi/schema/api';
import type { GatedSeries, Reader } from '@musubi/store';
import { findSeries } from '../find-series.ts';
import { LastValues } from './last-values.ts';

/** What the hub needs of a WebSocket. */
export interface LiveSocket {
  send(frame: Uint8Array): void;
  /** Bytes accepted but not yet sent. */
  readonly bufferedAmount: number;
}

/** One browser: it says what it shows, and leaves. */
export interface LiveClient {
  show(request: LiveRequest): Promise<void>;
  leave(): void;
}

interface Viewer {
  reader: Reader;
  socket: LiveSocket;
  asked: readonly number[];
  /** What the gate permitted of `asked`, and the name of the group of viewers with the same set. */
  shown: readonly number[];
  group: string;
  /** The last tick of which this viewer has everything. */
  sentTick: number;
  lastFrameAt: number;
  /** Counts the requests, so that an older answer never replaces a newer one. */
  request: number;
}

/** Five frames a second: faster than the eye follows a number, slow enough for a tablet. */
const FRAME_EVERY_MS = 200;
/** A frame without values says that the line lives. */
const KEEP_ALIVE_MS = 5_000;
/** The gate is asked again this often, so that an ended right ends the pictures too. */
const ASK_AGAIN_MS = 10_000;
/** A viewer with this much unsent gets no further frame until it caught up; the newest values wait for it. */
const SLOW_ABOVE_BYTES = 256 * 1024;

/** Pushes changed values to everyone who shows them; a frame is made once for all who show the same. */
export class LiveHub {
  readonly #series: GatedSeries;
  readonly #records: RecordReader;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #values = new LastValues();
  readonly #viewers = new Set<Viewer>();

  constructor(sources: {
    series: GatedSeries;
    records: RecordReader;
    facts: Facts<FactMap>;
    clock: Clock;
    log: Log;
  }) {
    this.#series = sources.series;
    this.#records = sources.records;
    this.#clock = sources.clock;
    this.#log = sources.log;
    sources.facts.on('readingsStored', ({ batch }) => this.#values.take(batch));
  }

  get viewers(): number {
    return this.#viewers.size;
  }

  join(reader: Reader, socket: LiveSocket): LiveClient {
    const viewer: Viewer = {
      reader,
      socket,
      asked: [],
      shown: [],
      group: '',
      sentTick: 0,
      lastFrameAt: this.#clock.monotonic(),
      request: 0,
    };
    this.#viewers.add(viewer);
    return {
      show: (request) => this.#show(viewer, request),
      leave: () => this.#viewers.delete(viewer),
    };
  }

  /** Sends frames until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    let askedAt = this.#clock.monotonic();
    while (!signal.aborted) {
      await this.#clock.sleep(FRAME_EVERY_MS, signal);
      this.sendFrames();
      if (this.#clock.monotonic() - askedAt < ASK_AGAIN_MS) continue;
      askedAt = this.#clock.monotonic();
      await this.#askAgain();
    }
  }

  /** One round of frames to everyone who has something new. */
  sendFrames(): void {
    const done = this.#values.tick;
    const now = this.#clock.monotonic();
    const frames = new Map<string, Uint8Array | undefined>();
    for (const viewer of this.#viewers) {
      if (viewer.shown.length === 0 || viewer.socket.bufferedAmount > SLOW_ABOVE_BYTES) continue;
      const key = `${viewer.sentTick}:${viewer.group}`;
      if (!frames.has(key)) {
        frames.set(key, frameOf(this.#values.changedAfter(viewer.sentTick, viewer.shown)));
      }
      const frame = frames.get(key) ?? (now - viewer.lastFrameAt >= KEEP_ALIVE_MS ? EMPTY_FRAME : undefined);
      viewer.sentTick = done;
      if (frame) this.#send(viewer, frame, now);
    }
    this.#values.nextTick();
  }

  async #show(viewer: Viewer, { show }: LiveRequest): Promise<void> {
    viewer.request += 1;
    const { request } = viewer;
    const asked = (await findSeries(this.#records, [...new Set(show)])).map(({ number }) => number);
    const shown = await this.#series.permitted(viewer.reader, asked, this.#clock.now());
    const unheard = shown.filter((number) => !this.#values.has(number));
    if (unheard.length > 0) {
      this.#values.take(await this.#series.latest(viewer.reader, unheard, this.#clock.now()));
    }
    if (viewer.request !== request) return;
    viewer.asked = asked;
    this.#setShown(viewer, shown);
    this.#send(viewer, encodeLiveFrame(this.#values.changedAfter(0, viewer.shown)), this.#clock.monotonic());
    viewer.sentTick = this.#values.tick;
    this.#values.nextTick();
  }

  #setShown(viewer: Viewer, shown: readonly number[]): void {
    viewer.shown = [...shown].sort((a, b) => a - b);
    viewer.group = viewer.shown.join(',');
  }

  #send(viewer: Viewer, frame: Uint8Array, now: number): void {
    viewer.lastFrameAt = now;
    viewer.socket.send(frame);
  }

  async #askAgain(): Promise<void> {
    for (const viewer of this.#viewers) {
      if (viewer.asked.length === 0) continue;
      const { request } = viewer;
      try {
        const shown = await this.#series.permitted(viewer.reader, viewer.asked, this.#clock.now());
        if (viewer.request === request) this.#setShown(viewer, shown);
      } catch (error) {
        // Closed world: a gate that can't answer permits nothing.
        if (viewer.request === request) this.#setShown(viewer, []);
        this.#log.error('live gate failed', { reason: reasonOf(error) });
      }
    }
  }
}

const EMPTY_FRAME = encodeLiveFrame([]);

function frameOf(values: LiveValue[]): Uint8Array | undefined {
  return values.length === 0 ? undefined : encodeLiveFrame(values);
}

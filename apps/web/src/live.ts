import { decodeLiveFrame, type LiveRequest, type LiveValue } from '@musubi/schema/api';
import { backOffMs, type LiveEvent, nextPhase, RESTING } from './live-phase.ts';
import type { BrowserClock } from './parts/browser-clock.ts';

/** So many points of each shown series are remembered for its small trend and the live end of a chart. */
const REMEMBERED = 600;
const GATHER_MS = 60;

/** The part of a WebSocket that the channel uses. */
export interface LiveSocket {
  binaryType: string;
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onclose: (() => void) | null;
  onmessage: ((message: { data: unknown }) => void) | null;
}

export interface LivePoint {
  time: number;
  number: number;
}

/**
 * The newest values of the series that some part of the screen shows. One socket for all of them; it rests while
 * the tab is hidden or nothing is shown, and comes back by itself.
 */
export class LiveChannel {
  #state = RESTING;
  #socket: LiveSocket | undefined;
  #cancel: (() => void) | undefined;
  #gathering = false;
  readonly #shown = new Map<string, number>();
  readonly #latest = new Map<number, LiveValue>();
  readonly #recent = new Map<number, LivePoint[]>();
  readonly #listeners = new Map<number, Set<() => void>>();
  readonly #phaseListeners = new Set<() => void>();
  readonly #open: () => LiveSocket;
  readonly #clock: BrowserClock;

  constructor(open: () => LiveSocket, clock: BrowserClock) {
    this.#open = open;
    this.#clock = clock;
  }

  get phase() {
    return this.#state.phase;
  }

  latest(series: number): LiveValue | undefined {
    return this.#latest.get(series);
  }

  /** The points that arrived since the series is shown, oldest first. */
  recent(series: number): readonly LivePoint[] {
    return this.#recent.get(series) ?? [];
  }

  /** Shows series until the answer is called; several parts may show the same one. */
  show(seriesIds: readonly string[]): () => void {
    for (const id of seriesIds) this.#shown.set(id, (this.#shown.get(id) ?? 0) + 1);
    this.#ask();
    return () => {
      for (const id of seriesIds) {
        const left = (this.#shown.get(id) ?? 1) - 1;
        if (left > 0) this.#shown.set(id, left);
        else this.#shown.delete(id);
      }
      this.#ask();
    };
  }

  listen(series: number, listener: () => void): () => void {
    const listeners = this.#listeners.get(series) ?? new Set();
    this.#listeners.set(series, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  listenPhase(listener: () => void): () => void {
    this.#phaseListeners.add(listener);
    return () => this.#phaseListeners.delete(listener);
  }

  /** The tab is looked at, or no longer. */
  look(visible: boolean): void {
    if (!visible) this.#happen('slept');
    else if (this.#shown.size > 0) this.#happen('woke');
  }

  #happen(event: LiveEvent): void {
    const before = this.#state;
    this.#state = nextPhase(before, event);
    if (this.#state === before || this.#state.phase === before.phase) return;
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#state.phase === 'connecting') this.#connect();
    else if (this.#state.phase !== 'open') this.#drop();
    if (this.#state.phase === 'waiting')
      this.#cancel = this.#clock.after(backOffMs(this.#state.attempt), () => this.#happen('waited'));
    for (const listener of this.#phaseListeners) listener();
  }

  #connect(): void {
    const socket = this.#open();
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      this.#happen('opened');
      this.#tell();
    };
    socket.onclose = () => {
      if (this.#socket === socket) this.#happen('lost');
    };
    socket.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) this.#take(decodeLiveFrame(new Uint8Array(data)));
    };
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  /** Parts mount one after the other: their wishes are gathered and told once. */
  #ask(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    this.#clock.after(GATHER_MS, () => {
      this.#gathering = false;
      if (this.#shown.size === 0) this.#happen('unwanted');
      else if (this.#state.phase === 'open') this.#tell();
      else this.#happen('wanted');
    });
  }

  #tell(): void {
    const request: LiveRequest = { show: [...this.#shown.keys()].slice(0, 2_000) };
    this.#socket?.send(JSON.stringify(request));
  }

  #take(values: readonly LiveValue[]): void {
    for (const value of values) {
      const known = this.#latest.get(value.series);
      if (known && known.time > value.time) continue;
      this.#latest.set(value.series, value);
      if (!known || known.time !== value.time) this.#remember(value);
    }
    for (const { series } of values) for (const listener of this.#listeners.get(series) ?? []) listener();
  }

  #remember({ series, time, number, quality }: LiveValue): void {
    const points = this.#recent.get(series) ?? [];
    // Unusable values are a gap in the trend, never a number.
    points.push({ time, number: quality < 128 ? number : Number.NaN });
    if (points.length > REMEMBERED) points.splice(0, points.length - REMEMBERED);
    this.#recent.set(series, points);
  }
}

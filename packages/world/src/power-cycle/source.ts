import type { SourceManner } from './messages.ts';

/** A source of one growing counter. */
export interface CounterSource {
  /** The port of its adapter; 0 for publishers. */
  readonly port: number;
  /** Whether anybody is connected to hear it; always for publishers, which keep what nobody heard. */
  heard(): boolean;
  send(value: number, time: number): void;
  behave(manner: SourceManner['manner']): void;
  close(): Promise<void>;
}

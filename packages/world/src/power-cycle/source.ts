import type { SourceManner } from './messages.ts';

/** A source of one growing counter. */
export interface CounterSource {
  /** The port of its adapter; 0 for publishers. */
  readonly port: number;
  /** Sends one value; whether anybody is connected to hear it. */
  send(value: number, time: number): boolean;
  behave(manner: SourceManner['manner']): void;
  close(): Promise<void>;
}

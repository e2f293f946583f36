/** What a source that is to be killed is told, and what it tells; over the process channel. */

/** The protocol a source speaks. */
export type SourcePlan =
  | { protocol: 'shdr'; port: number; heartbeatMs: number }
  | {
      protocol: 'mqtt';
      url: string;
      user: string;
      secret: string;
      topic: string;
      ca?: string;
      journal: string;
    };

/** First message to a new source. */
export interface SourceStart {
  tell: 'start';
  plan: SourcePlan;
  /** Grows with each start; a changed session is what a restarted control shows. */
  session: number;
  /** A value of the counter every so many milliseconds. */
  everyMs: number;
}

/** Later messages: behave so until told otherwise. */
export interface SourceManner {
  tell: 'manner';
  /** `slow` dribbles byte by byte; `late` holds values back and then sends them all; `hung` stops answering. */
  manner: 'sound' | 'slow' | 'late' | 'hung';
}

export type ToSource = SourceStart | SourceManner;

/** The source serves; `port` of its adapter (0 for publishers). */
export interface SourceReady {
  told: 'ready';
  port: number;
}

/** One value of the counter left, or would have: `heard` is whether anybody was connected. */
export interface SentValue {
  value: number;
  time: number;
  session: number;
  heard: boolean;
}

export type FromSource = SourceReady | ({ told: 'sent' } & SentValue);

/** The value of step `n` of a session: no two sources ever send the same. */
export function counterValue(session: number, n: number): number {
  return session * 1_000_000 + n;
}

/** The data item (SHDR) or key (MQTT) of the counter. */
export const COUNTER = 'cycle_counter';

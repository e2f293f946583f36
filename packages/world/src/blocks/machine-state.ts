/** What a machine does; the words of the whole product, without `unknown`, which is never the machine's own. */
export type MachineState = 'run' | 'idle' | 'setup' | 'stop' | 'fault';

/** A time in one state for one reason, [from, to) in milliseconds since 1970. */
export interface StateInterval {
  from: number;
  to: number;
  state: MachineState;
  /** A stable word: `micro-stop`, `material`, `tool-change`, `break`, … */
  reason: string;
}

/** A run is an interval in which cycles follow each other at a steady pace. */
export interface WorkInterval extends StateInterval {
  /** Milliseconds of one cycle here; 0 where nothing is made. */
  cycleMs: number;
  /** Cycles that end within the interval. */
  cycles: number;
  /** Cycles that ended since the production day's start, before this interval. */
  cyclesBefore: number;
  /** Wear of the tool at the start, 0 = new, 1 = at its life's end. */
  wear: number;
  /** Wear added per millisecond of running. */
  wearPerMs: number;
}

import type { ValueKind } from '@musubi/schema';
import type { CycleMachine } from '../blocks/cycle-machine.ts';

/** A word in both languages of the product. */
export interface Words {
  ja: string;
  en: string;
}

/** What a series is like; the server registers series by it before the first reading arrives. */
export interface SignalNature {
  /** The device's own name for it, as it stands on the wire. */
  key: string;
  name: Words;
  kind: ValueKind;
  unit: string;
  /** Absent for what is told only when it changes. */
  everyMs?: number;
  isCounter?: boolean;
  normal?: { low?: number; high?: number };
  range?: { low?: number; high?: number };
}

export type SignalValue = number | string | boolean;

/** One quantity of the simulated factory, a pure function of time. */
export interface Signal extends SignalNature {
  /** Undefined when nothing is sent at this moment. */
  at(time: number): SignalValue | undefined;
  /** The machine whose state changes are the only moments at which a told signal may change. */
  follows?: CycleMachine;
}

/** A number measured again and again, rounded to what its sensor resolves. */
export function measured(
  nature: Omit<SignalNature, 'kind' | 'everyMs'> & { everyMs: number; decimals: number },
  at: (time: number) => number | undefined,
): Signal {
  const { decimals, ...rest } = nature;
  const scale = 10 ** decimals;
  return {
    ...rest,
    kind: 'number',
    at: (time) => {
      const value = at(time);
      return value === undefined ? undefined : Math.round(value * scale) / scale;
    },
  };
}

/** A text, state or lamp that is told when it changes. */
export function told(
  nature: Omit<SignalNature, 'everyMs' | 'unit'>,
  follows: CycleMachine,
  at: (time: number) => SignalValue,
): Signal {
  return { ...nature, unit: '', at, follows };
}

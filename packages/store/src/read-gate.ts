import type { Role } from '@musubi/schema';
import type { Grain } from './series.ts';

/** Who reads. `task` is the program itself, by the name of its duty. */
export type Reader =
  | { kind: 'person'; personId: string; role: Role; endsAt?: number }
  | { kind: 'device'; deviceId: string }
  | { kind: 'partner'; partnerId: string; agreementId: string }
  | { kind: 'task'; task: string };

/** Why the data is read; a partner's purpose must be one its agreement names. */
export type Purpose = 'operate' | 'export' | 'trace' | 'back-up' | 'compute';

export interface ReadRequest {
  series: readonly number[];
  from: number;
  to: number;
  grain: Grain;
  purpose: Purpose;
}

export type ReadDecision =
  | {
      permitted: true;
      /** The series that may be read, a subset of those asked for. */
      series: readonly number[];
      /** The span may be narrower than asked for. */
      from: number;
      to: number;
    }
  | { permitted: false; code: string; reason: string };

/** Decides every read of stored readings. Closed world: whatever it does not know, it refuses. */
export interface ReadGate {
  decide(reader: Reader, request: ReadRequest): Promise<ReadDecision>;
}

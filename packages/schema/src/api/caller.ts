import type { Language } from '../names.ts';
import type { Role } from '../person.ts';

/** Who calls, as the HTTP edge established it. */
export type Caller =
  | {
      kind: 'person';
      personId: string;
      name: string;
      role: Role;
      via: 'session' | 'token';
      address: string;
      language: Language;
      sessionId?: string;
      /** An adviser's access ends by itself. */
      endsAt?: number;
    }
  | { kind: 'device'; deviceId: string; connectionId: string; address: string; language: Language }
  | { kind: 'nobody'; address: string; language: Language };

/** A stream that a handler answers instead of JSON. */
export interface StreamAnswer {
  contentType: string;
  fileName?: string;
  body: AsyncIterable<Uint8Array>;
}

export type { Language };

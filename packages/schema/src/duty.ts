import { z } from 'zod';
import { identifier, instant } from './names.ts';
import { defineRecord } from './record.ts';

/** When a recurring duty of the program (backup, verification) was last done, also across restarts. */
export const duty = z.object({ id: identifier, doneAt: instant });
export type DutyDone = z.output<typeof duty>;

export const dutyRecord = defineRecord({ name: 'duty', version: 1, schema: duty });

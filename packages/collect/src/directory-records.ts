import { defineRecord } from '@musubi/schema';
import { z } from 'zod';

/** The highest series number ever given; numbers of removed series never come back. Its one id is `series`. */
export const seriesNumberingRecord = defineRecord({
  name: 'series-numbering',
  version: 1,
  schema: z.object({ highest: z.number().int().min(0) }),
});

/** The key of the pseudonyms, base64. It is kept among the records so that pseudonyms stay the same after a restore. */
export const pseudonymKeyRecord = defineRecord({
  name: 'pseudonym-key',
  version: 1,
  schema: z.object({ key: z.string().length(44) }),
});

import { z } from 'zod';

export const MANIFEST = 'manifest.json';

/** What a backup holds; the last file of its archive, so that it can be written in one go. */
export const manifest = z.object({
  format: z.literal(1),
  id: z.string(),
  createdAt: z.number().int(),
  /** Readings in the store when the copy began; the copy has at least these. */
  readings: z.number().int(),
  /** Where the audit log stood when the copy began. */
  audit: z.object({ count: z.number().int(), hash: z.string() }),
  files: z.array(z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string().length(64) })),
});
export type Manifest = z.output<typeof manifest>;
export type ManifestFacts = Omit<Manifest, 'files' | 'format'>;

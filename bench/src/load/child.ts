import { once } from 'node:events';
import type { Errand } from './in-child.ts';

// The other side of in-child.ts: one errand, one answer, then the parent disconnects and the process ends.
const [errand] = (await once(process, 'message')) as [Errand];
try {
  const module = (await import(new URL(errand.file, import.meta.url).href)) as Record<
    string,
    (input: unknown) => Promise<unknown>
  >;
  process.send?.({ result: await module[errand.work]?.(errand.input) });
} catch (error) {
  process.send?.({ failed: String(error instanceof Error ? error.stack : error) });
}

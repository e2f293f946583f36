import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * What the simulated devices must remember across restarts, as real ones remember theirs: their secrets, of which
 * the product itself keeps hashes alone. It is written when the registration is complete.
 */
export const demoMemory = z.object({
  shdrPort: z.number().int(),
  /** Device id by the plan's key. */
  devices: z.record(z.string(), z.string()),
  credentials: z.record(z.string(), z.object({ user: z.string(), secret: z.string() })),
  /** History is stored up to here. */
  historyUntil: z.number(),
});
export type DemoMemory = z.output<typeof demoMemory>;

export function readDemoMemory(folder: string): DemoMemory | undefined {
  try {
    return demoMemory.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')));
  } catch {
    return undefined;
  }
}

export function writeDemoMemory(folder: string, memory: DemoMemory): void {
  writeFileSync(fileOf(folder), JSON.stringify(memory), { mode: 0o600 });
}

export function forgetDemoMemory(folder: string): void {
  rmSync(fileOf(folder), { force: true });
}

function fileOf(folder: string): string {
  return join(folder, 'demo.json');
}

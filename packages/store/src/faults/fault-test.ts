import { it } from 'vitest';
import type { FaultTool } from './detect-fault-tools.ts';

/** A test that needs a fault: where this machine can't make it, it is skipped and its name says why. */
export function faultTest(
  tool: FaultTool,
  name: string,
  test: () => Promise<void>,
  timeoutMs = 60_000,
): void {
  if (tool.possible) it(name, test, timeoutMs);
  else it.skip(`${name} (skipped because ${tool.reason})`, test);
}

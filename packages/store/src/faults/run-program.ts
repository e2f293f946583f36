import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { MusubiError, reasonOf } from '@musubi/base';

const run = promisify(execFile);

/** Runs a program of the system to its end; its failure carries what it said. */
export async function runProgram(program: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run(program, [...args], { timeout: 60_000 });
    return stdout;
  } catch (error) {
    throw new MusubiError('us', 'fault.tool-failed', `${program} ${args.join(' ')}: ${reasonOf(error)}`, {
      details: { program },
      cause: error,
    });
  }
}

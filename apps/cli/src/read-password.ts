import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Says } from './says.ts';

/** From the terminal without echo, or the first line of what is piped in. */
export async function readPassword(say: Says, ja = 'パスワード:', en = 'Password:'): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: process.stdin,
    output: silent,
    terminal: process.stdin.isTTY === true,
  });
  if (process.stdin.isTTY) say.note(ja, en);
  const { value } = await lines[Symbol.asyncIterator]().next();
  lines.close();
  return value ?? '';
}

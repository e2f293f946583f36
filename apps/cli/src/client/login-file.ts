import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const login = z.object({ url: z.string(), token: z.string(), ca: z.string().optional() });
export type Login = z.output<typeof login>;
type Environment = Readonly<Record<string, string | undefined>>;

/** What `musubi login` remembers, readable by its owner alone. */
export function readLogin(environment: Environment): { url: string; token: string; ca?: string } | undefined {
  try {
    const { ca, ...rest } = login.parse(JSON.parse(readFileSync(fileOf(environment), 'utf8')));
    return { ...rest, ...(ca === undefined ? {} : { ca }) };
  } catch {
    return undefined;
  }
}

export function writeLogin(environment: Environment, content: Login): void {
  mkdirSync(dirname(fileOf(environment)), { recursive: true, mode: 0o700 });
  writeFileSync(fileOf(environment), JSON.stringify(content), { mode: 0o600 });
}

export function forgetLogin(environment: Environment): void {
  rmSync(fileOf(environment), { force: true });
}

function fileOf(environment: Environment): string {
  const base = environment.XDG_CONFIG_HOME ?? environment.APPDATA ?? join(homedir(), '.config');
  return join(base, 'musubi', 'login.json');
}

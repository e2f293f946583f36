import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MusubiError } from '@musubi/base';
import { z } from 'zod';
import type { Connection } from './client.ts';
import { readLogin } from './login-file.ts';

/** What a running server writes into its data folder, readable by its owner alone. */
const running = z.object({ address: z.string(), key: z.string(), authority: z.string() });

interface Wishes {
  url?: string | undefined;
  token?: string | undefined;
  ca?: string | undefined;
  data: string;
  environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Options win over the environment, it over the Musubi of this computer, it over `musubi login`. Whoever can read
 * the server's own files may act as its administrator: they could read everything anyway; the audit names it `system`.
 */
export function findConnection({ url, token, ca, data, environment }: Wishes): Connection {
  const named = url ?? environment.MUSUBI_URL;
  const secret = token ?? environment.MUSUBI_TOKEN;
  const authority = ca ?? environment.MUSUBI_CA;
  const trust = authority === undefined ? {} : { ca: readFileSync(authority, 'utf8') };
  if (named !== undefined && secret !== undefined) return { url: named, token: secret, ...trust };
  const local = readLocal(data);
  if (local && (named === undefined || named === local.url)) {
    return { ...local, ...(secret === undefined ? {} : { token: secret }), ...trust };
  }
  const login = readLogin(environment);
  if (login && (named === undefined || named === login.url)) return { ...login, ...trust };
  throw new MusubiError('caller', 'client.no-connection', 'no running Musubi and no log-in', {
    details: { data },
  });
}

function readLocal(data: string): Connection | undefined {
  try {
    const { address, key, authority } = running.parse(
      JSON.parse(readFileSync(join(data, 'running.json'), 'utf8')),
    );
    return { url: address, token: key, ca: authority };
  } catch {
    return undefined;
  }
}

import { text as readText } from 'node:stream/consumers';
import { MusubiError } from '@musubi/base';
import { CSRF_HEADER, logIn, SESSION_COOKIE } from '@musubi/schema/api';
import { type Connection, openClient } from './client.ts';

/** Logs in with a password; answers the headers that carry the session. */
export async function startSession(
  connection: Connection,
  login: string,
  password: string,
): Promise<Record<string, string>> {
  const answer = await openClient(connection).download(logIn, { login, password });
  const { csrf } = logIn.output.parse(JSON.parse(await readText(answer)));
  const cookie = answer.headers['set-cookie']?.find((one) => one.startsWith(`${SESSION_COOKIE}=`));
  if (!cookie)
    throw new MusubiError('partner', 'client.not-musubi', 'no session cookie', { details: { status: 200 } });
  return { cookie: cookie.split(';')[0]!, [CSRF_HEADER]: csrf };
}

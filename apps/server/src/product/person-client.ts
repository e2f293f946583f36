import { Agent, request } from 'node:https';
import { MusubiError, must } from '@musubi/base';
import {
  type ApiContract,
  addToken,
  CSRF_HEADER,
  type Output,
  type RawInput,
  SESSION_COOKIE,
  setUpAdministrator,
} from '@musubi/schema/api';
import type { RunningProduct } from './running-product.ts';

// The installation signs its own certificate, and this is the loopback of the same machine.
const agent = new Agent({ keepAlive: true, maxSockets: 16, rejectUnauthorized: false });

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** One HTTPS request to the product, whatever it answers. */
export function send(
  address: URL,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Uint8Array | undefined } = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, address), { method, headers, agent }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The product's API as an administrator's script uses it. */
export interface PersonClient {
  call<C extends ApiContract>(contract: C, input: RawInput<C>): Promise<Output<C>>;
  /** The bearer token that this client sends. */
  readonly token: string;
}

/** Makes the first administrator with the one-time secret, then a token for scripts. */
export async function firstAdministrator(product: RunningProduct): Promise<PersonClient> {
  const entered = await callContract(product.address, setUpAdministrator, {
    setupSecret: must(product.setupSecret, 'the set-up link'),
    login: 'bench',
    name: 'Bench',
    password: 'measured-not-guessed-7',
    language: 'en',
  });
  const cookies = [entered.answer.headers['set-cookie'] ?? []].flat();
  const cookie = must(
    cookies.find((text) => text.startsWith(`${SESSION_COOKIE}=`))?.split(';')[0],
    'the session',
  );
  const { secret } = (
    await callContract(
      product.address,
      addToken,
      { name: 'bench' },
      { cookie, [CSRF_HEADER]: entered.output.csrf },
    )
  ).output;
  return personClient(product, secret);
}

/** A client with a token that was made before, also after a restart. */
export function personClient(product: RunningProduct, token: string): PersonClient {
  return {
    token,
    call: async (contract, input) =>
      (await callContract(product.address, contract, input, { authorization: `Bearer ${token}` })).output,
  };
}

async function callContract<C extends ApiContract>(
  address: URL,
  contract: C,
  input: RawInput<C>,
  headers: Record<string, string> = {},
): Promise<{ output: Output<C>; answer: Answer }> {
  const { path, rest } = fillPath(contract.path, input);
  const inQuery = contract.method === 'GET' || contract.method === 'DELETE';
  const query =
    inQuery && Object.keys(rest).length > 0 ? `?${new URLSearchParams(rest as Record<string, string>)}` : '';
  const answer = await send(address, `${path}${query}`, {
    method: contract.method,
    headers: inQuery ? headers : { ...headers, 'content-type': 'application/json' },
    body: inQuery ? undefined : JSON.stringify(rest),
  });
  if (answer.status >= 300) {
    throw new MusubiError('us', 'bug', `${contract.name}: ${answer.status} ${answer.body}`);
  }
  return { output: JSON.parse(answer.body.toString()) as Output<C>, answer };
}

/** Puts `:members` of the path in; the rest goes into query or body. */
function fillPath(path: string, input: unknown): { path: string; rest: Record<string, unknown> } {
  const rest = { ...(input as Record<string, unknown>) };
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  return { path: filled, rest };
}

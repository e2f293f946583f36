import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { Readable } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { MusubiError, reasonOf } from '@musubi/base';
import { type ApiContract, apiFailure, type Output, type RawInput } from '@musubi/schema/api';

/** Where Musubi is and how to prove who asks. */
export interface Connection {
  url: string;
  token?: string;
  /** The certificate authority to trust, PEM; without it the system's. */
  ca?: string;
}

/** Calls the running Musubi by its contracts. */
export interface Client {
  readonly url: string;
  call<C extends ApiContract>(contract: C, input: RawInput<C>): Promise<Output<C>>;
  /** An upload contract with its bytes. */
  upload<C extends ApiContract>(
    contract: C,
    input: RawInput<C>,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<Output<C>>;
  /** A stream contract's answer. */
  download<C extends ApiContract>(contract: C, input: RawInput<C>): Promise<IncomingMessage>;
}

export function openClient(connection: Connection, headers: Record<string, string> = {}): Client {
  const send = (contract: ApiContract, input: object, bytes?: AsyncIterable<Uint8Array>) =>
    sendRequest(connection, headers, contract, input as Record<string, unknown>, bytes);
  const read = async (contract: ApiContract, answer: IncomingMessage) =>
    contract.output.parse(JSON.parse(await readText(answer)));
  return {
    url: connection.url,
    call: async (contract, input) =>
      (await read(contract, await send(contract, input as object))) as Output<typeof contract>,
    upload: async (contract, input, bytes) =>
      (await read(contract, await send(contract, input as object, bytes))) as Output<typeof contract>,
    download: (contract, input) => send(contract, input as object),
  };
}

async function sendRequest(
  { url, token, ca }: Connection,
  headers: Record<string, string>,
  contract: ApiContract,
  input: Record<string, unknown>,
  bytes: AsyncIterable<Uint8Array> | undefined,
): Promise<IncomingMessage> {
  const { address, rest } = addressOf(url, contract, input);
  const hasBody = contract.method === 'POST' || contract.method === 'PUT';
  const body = bytes ?? (hasBody ? Readable.from([Buffer.from(JSON.stringify(rest))]) : Readable.from([]));
  const request = address.protocol === 'http:' ? plainRequest : secureRequest;
  const sent = request(address, {
    method: contract.method,
    ...(ca === undefined ? {} : { ca }),
    headers: {
      ...headers,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(hasBody ? { 'content-type': bytes ? 'application/octet-stream' : 'application/json' } : {}),
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve);
    sent.once('error', reject);
  });
  try {
    const [, answer] = await Promise.all([pipeline(body, sent), answered]);
    if (answer.statusCode === 200) return answer;
    throw failureOf(answer.statusCode ?? 0, await readText(answer));
  } catch (error) {
    if (error instanceof MusubiError) throw error;
    throw new MusubiError('partner', 'client.unreachable', reasonOf(error), {
      details: { url, reason: reasonOf(error) },
    });
  }
}

/** Members named in the path go there; of GET, DELETE and uploads the rest is the query. */
function addressOf(url: string, contract: ApiContract, input: Record<string, unknown>) {
  const rest = { ...input };
  const path = contract.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  const address = new URL(path, url);
  if (contract.method === 'GET' || contract.method === 'DELETE' || contract.upload) {
    for (const [name, value] of Object.entries(rest)) {
      if (value !== undefined) address.searchParams.set(name, String(value));
    }
  }
  return { address, rest };
}

function failureOf(status: number, body: string): MusubiError {
  try {
    const { code, fault, details } = apiFailure.parse(JSON.parse(body));
    return new MusubiError(fault, code, `${status} ${code}`, { details: details as Record<string, string> });
  } catch {
    return new MusubiError('partner', 'client.not-musubi', `status ${status}`, { details: { status } });
  }
}

import type * as api from '@musubi/schema/api';
import type { ApiContract, ApiFailure, Output, RawInput } from '@musubi/schema/api';

/** The contracts of the schema package by the name of their export. */
type Contracts = {
  [K in keyof typeof api as (typeof api)[K] extends ApiContract ? K : never]: (typeof api)[K];
};
export type CallName = keyof Contracts;
export type CallInput<K extends CallName> = RawInput<Contracts[K]>;
export type CallOutput<K extends CallName> = Output<Contracts[K]>;

/** What a call needs to know of its contract. */
export interface ContractHead {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  upload?: boolean;
}
export type ContractHeads = Readonly<Record<CallName, ContractHead>>;

/** A failed call: a stable code of the message catalogue and the details of its text. */
export class CallFailure extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly status: number;

  constructor(failure: Pick<ApiFailure, 'code' | 'details'>, status: number) {
    super(failure.code);
    this.code = failure.code;
    this.details = failure.details;
    this.status = status;
  }
}

interface Effects {
  fetch: typeof fetch;
  /** The CSRF token of this session, once known. */
  csrf(): string | undefined;
  /** The `Date` header of every answer. */
  onServerTime(header: string | null): void;
}

export type Call = <K extends CallName>(
  name: K,
  input: CallInput<K>,
  options?: { signal?: AbortSignal; file?: Blob },
) => Promise<CallOutput<K>>;

/** Path members of a contract are filled from the input; the rest is the query string or the JSON body. */
export function requestOf(head: ContractHead, input: Readonly<Record<string, unknown>>) {
  const rest = { ...input };
  const path = head.path.replace(/:(\w+)/g, (_, member: string) => {
    const value = rest[member];
    delete rest[member];
    return encodeURIComponent(String(value));
  });
  if (head.method !== 'GET' && head.method !== 'DELETE' && !head.upload)
    return { path, body: JSON.stringify(rest) };
  const query = new URLSearchParams();
  for (const [member, value] of Object.entries(rest))
    if (value !== undefined) query.set(member, String(value));
  return { path: query.size === 0 ? path : `${path}?${query}`, body: undefined };
}

/** Calls the server by contract; every failure is a `CallFailure`. */
export function makeCall(heads: ContractHeads, effects: Effects): Call {
  return async (name, input, options = {}) => {
    const head = heads[name];
    const { path, body } = requestOf(head, input as Record<string, unknown>);
    const headers = new Headers({ accept: 'application/json' });
    const csrf = effects.csrf();
    if (csrf && head.method !== 'GET') headers.set('x-musubi-csrf', csrf);
    if (body !== undefined) headers.set('content-type', 'application/json');
    if (options.file) headers.set('content-type', 'application/octet-stream');
    const answer = await reach(effects, path, {
      method: head.method,
      headers,
      credentials: 'same-origin',
      ...(options.signal ? { signal: options.signal } : {}),
      ...(options.file ? { body: options.file } : body === undefined ? {} : { body }),
    });
    effects.onServerTime(answer.headers.get('date'));
    const json = await readJson(answer);
    if (!answer.ok) throw failureOf(json, answer.status);
    return json as CallOutput<typeof name>;
  };
}

async function reach(effects: Effects, path: string, request: RequestInit): Promise<Response> {
  try {
    return await effects.fetch(path, request);
  } catch (cause) {
    if (request.signal?.aborted) throw cause;
    throw new CallFailure({ code: 'web.no-connection', details: {} }, 0);
  }
}

async function readJson(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page or a cut answer: says nothing that can be shown.
    throw new CallFailure({ code: 'web.not-understood', details: { status: answer.status } }, answer.status);
  }
}

function failureOf(json: unknown, status: number): CallFailure {
  if (typeof json === 'object' && json !== null && 'code' in json && typeof json.code === 'string') {
    const details = 'details' in json && typeof json.details === 'object' ? (json.details ?? {}) : {};
    return new CallFailure({ code: json.code, details: details as Record<string, unknown> }, status);
  }
  return new CallFailure({ code: 'web.not-understood', details: { status } }, status);
}

import type { z } from 'zod';
import type { Role } from '../person.ts';

/** Least role that may call; `anyone` needs no log-in, `device` a device token, `first-run` the one-time set-up link. */
export type Access = Role | 'anyone' | 'device' | 'first-run';

/**
 * One HTTP contract, one file. The server mounts it, the web and command-line clients type themselves by it, and
 * OpenAPI is printed from it. `path` members `:name` are members of `input`; with GET and DELETE the rest of
 * `input` is the query string, else the JSON body.
 */
export interface ApiContract<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/api/${string}`;
  readonly access: Access;
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  /** Answers a stream of this media type instead of JSON; `output` then describes nothing. */
  readonly stream?: readonly string[];
  /** Takes the raw request body (an upload) instead of JSON. */
  readonly upload?: boolean;
  /** Changes nothing although it is no GET: an adviser, who reads only, may call it. */
  readonly reads?: boolean;
  /** Concerns nobody but the caller (own password, own tokens, log-out): open to an adviser too. */
  readonly own?: boolean;
  /** Its domain counts wrong tries by address itself, so that a hall of devices behind one address is not slowed. */
  readonly countsGuesses?: boolean;
}

export function defineContract<I extends z.ZodType, O extends z.ZodType>(
  contract: ApiContract<I, O>,
): ApiContract<I, O> {
  return contract;
}

export type Input<C> = C extends ApiContract<infer I, z.ZodType> ? z.output<I> : never;
export type RawInput<C> = C extends ApiContract<infer I, z.ZodType> ? z.input<I> : never;
export type Output<C> = C extends ApiContract<z.ZodType, infer O> ? z.output<O> : never;

/** Finds the contracts among a module's exports: `Object.values(api).filter(isContract)` lists them all. */
export function isContract(value: unknown): value is ApiContract {
  return (
    typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value
  );
}

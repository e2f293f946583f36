import type { Caller } from './caller.ts';
import type { ApiContract, Input, Output } from './contract.ts';
import type { SessionCookie } from './identity.ts';

/** What a handler may need of the request beyond its parsed input. */
export interface RequestContext {
  caller: Caller;
  /** Aborts when the client goes away. */
  signal: AbortSignal;
  /** The raw body of an upload; empty for other contracts. */
  upload: AsyncIterable<Uint8Array>;
  session: SessionCookie;
}

/** A contract and the function that fulfils it, ready to be mounted by the server. */
export interface MountedContract {
  readonly contract: ApiContract;
  handle(input: unknown, context: RequestContext): Promise<unknown>;
}

export function mount<C extends ApiContract>(
  contract: C,
  handle: (input: Input<C>, context: RequestContext) => Promise<Output<C>>,
): MountedContract {
  return { contract, handle: (input, context) => handle(input as Input<C>, context) };
}

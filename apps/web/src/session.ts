import { heads } from 'virtual:contract-heads';
import { makeCall } from './client.ts';
import { observeServerTime } from './parts/browser-clock.ts';

let csrf: string | undefined;

/** Keeps the CSRF token that log-in, set-up and `/api/me` answer; undefined forgets it. */
export function keepCsrf(token: string | undefined): void {
  csrf = token;
}

export const call = makeCall(heads, {
  fetch: (input, init) => fetch(input, init),
  csrf: () => csrf,
  onServerTime: observeServerTime,
});

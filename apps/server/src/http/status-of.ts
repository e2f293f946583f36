import type { MusubiError } from '@musubi/base';

/** Endings of stable codes that say which status fits; the first that matches counts. */
const BY_CODE: readonly [RegExp, number][] = [
  [/^auth\.(required|wrong-|ended|unknown-|expired|spent)/, 401],
  [/^(auth|gate|rights)\.|\.forbidden$/, 403],
  [/\.not-found$|\.unknown-|\.no-reading$|\.gone$/, 404],
  [/\.changed$|\.exists$|\.taken$|\.in-use$|\.already-|\.last-|\.running$/, 409],
  [/\.too-large$/, 413],
  [/\.media-type$/, 415],
  [/\.too-many|\.slow-down$|\.rate-/, 429],
];

/** The HTTP status of an error that was thrown on purpose; 4xx: the caller must act, 5xx: we or others must. */
export function statusOf(error: Pick<MusubiError, 'fault' | 'code'>): number {
  if (error.code === 'bug') return 500;
  if (error.fault === 'us') return 503;
  if (error.fault === 'partner') return 502;
  return BY_CODE.find(([code]) => code.test(error.code))?.[1] ?? 422;
}

/** Who must act: the one who asked, a device or its network, a partner, or we ourselves (a bug or our disk). */
export type Fault = 'caller' | 'device' | 'partner' | 'us';

/** Values that the message of `code` may name; texts live in the catalogue of both languages. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/**
 * The only error that is thrown on purpose. `code` is stable (`store.disk-full`, `auth.wrong-password`) and a
 * key of the message catalogue; `message` is for the log, never for the screen.
 */
export class MusubiError extends Error {
  override readonly name = 'MusubiError';
  readonly fault: Fault;
  readonly code: string;
  readonly details: ErrorDetails;

  constructor(
    fault: Fault,
    code: string,
    message: string,
    options: { details?: ErrorDetails; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.fault = fault;
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** Narrows `error` to a `MusubiError`, optionally of one code. */
export function isMusubiError(error: unknown, code?: string): error is MusubiError {
  return error instanceof MusubiError && (code === undefined || error.code === code);
}

/** The text of whatever was thrown, for a log line. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Asserts an invariant of ours; a failure is a bug. */
export function must<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new MusubiError('us', 'bug', `missing: ${what}`);
  return value;
}

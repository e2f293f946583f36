import type { Clock } from './clock.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface Log {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
  /** A log whose lines all carry `fields`. */
  with(fields: Record<string, unknown>): Log;
}

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** One JSON object a line; control characters are escaped by JSON, so a device's text can't forge a line. */
export function jsonLog(
  write: (line: string) => void,
  clock: Clock,
  least: LogLevel = 'info',
  fields: Record<string, unknown> = {},
): Log {
  const from = LEVELS.indexOf(least);
  const at = (level: LogLevel) => (message: string, more?: Record<string, unknown>) => {
    if (LEVELS.indexOf(level) < from) return;
    write(JSON.stringify({ time: new Date(clock.now()).toISOString(), level, message, ...fields, ...more }));
  };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (more) => jsonLog(write, clock, least, { ...fields, ...more }),
  };
}

const nothing = () => {};

export const silentLog: Log = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  with: () => silentLog,
};

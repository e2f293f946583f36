import type { SignalValue } from '../factory/signal.ts';

/** `2026-01-05T08:00:00.123Z|key|value|key|value`; characters that would break the line become spaces. */
export function shdrLine(time: number, values: readonly (readonly [string, SignalValue])[]): string {
  const fields = values.flatMap(([key, value]) => [key, clean(String(value))]);
  return [new Date(time).toISOString(), ...fields].join('|');
}

/** A condition has its own line: level, native code, severity, qualifier, text. */
export function conditionLine(
  time: number,
  key: string,
  level: 'NORMAL' | 'WARNING' | 'FAULT' | 'UNAVAILABLE',
  code = '',
  text = '',
): string {
  return [new Date(time).toISOString(), key, level, clean(code), '', '', clean(text)].join('|');
}

function clean(text: string): string {
  return text.replaceAll(/[|\r\n]/g, ' ');
}

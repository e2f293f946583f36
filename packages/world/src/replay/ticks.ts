/** Times of SHDR lines to a tenth of a microsecond, as controls stamp them: ticks of 100 ns since 1970. */

const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z?\|/;

/** The stamp at the start of a line; undefined if it has none. */
export function parseTicks(line: string): bigint | undefined {
  const match = STAMP.exec(line);
  if (!match) return undefined;
  const seconds = Date.parse(`${match[1]}Z`);
  if (Number.isNaN(seconds)) return undefined;
  return BigInt(seconds) * 10_000n + BigInt((match[2] ?? '').padEnd(7, '0').slice(0, 7));
}

/** The line with another stamp. */
export function withStamp(line: string, ticks: bigint): string {
  return `${formatTicks(ticks)}${line.slice(line.indexOf('|'))}`;
}

/** `2026-01-05T08:00:00.1234567Z`. */
export function formatTicks(ticks: bigint): string {
  const seconds = new Date(Number(ticks / 10_000_000n) * 1_000).toISOString().slice(0, 19);
  return `${seconds}.${String(ticks % 10_000_000n).padStart(7, '0')}Z`;
}

import { MusubiError } from '@musubi/base';

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `now`, `-90m` before now, a date or ISO time (local where it names no zone), or milliseconds since 1970. */
export function parseTime(text: string, now: number): number {
  if (text === 'now') return now;
  const [, amount, unit] = /^-(\d+)([smhd])$/.exec(text) ?? [];
  if (amount !== undefined) return now - Number(amount) * UNITS[unit!]!;
  if (/^\d{12,}$/.test(text)) return Number(text);
  const parsed = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text).getTime();
  if (Number.isNaN(parsed)) {
    throw new MusubiError('caller', 'client.unreadable-time', `unreadable time ${text}`, {
      details: { text },
    });
  }
  return parsed;
}

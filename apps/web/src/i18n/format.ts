import type { Language } from '@musubi/schema';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const weekdays = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const durations = {
  ja: { second: '秒', minute: '分', hour: '時間', day: '日', gap: '' },
  en: { second: ' s', minute: ' min', hour: ' h', day: ' d', gap: ' ' },
} as const;

const two = (value: number) => String(value).padStart(2, '0');

/** 2026年11月24日(火) · Tue 24 Nov 2026, in the browser's time zone. */
export function formatDate(language: Language, ms: number): string {
  const at = new Date(ms);
  const weekday = weekdays[language][at.getDay()];
  return language === 'ja'
    ? `${at.getFullYear()}年${at.getMonth() + 1}月${at.getDate()}日(${weekday})`
    : `${weekday} ${at.getDate()} ${months[at.getMonth()]} ${at.getFullYear()}`;
}

/** 14:05 or 14:05:33, always 24-hour. */
export function formatTime(ms: number, withSeconds = false): string {
  const at = new Date(ms);
  const short = `${two(at.getHours())}:${two(at.getMinutes())}`;
  return withSeconds ? `${short}:${two(at.getSeconds())}` : short;
}

export function formatDateTime(language: Language, ms: number, withSeconds = false): string {
  return `${formatDate(language, ms)} ${formatTime(ms, withSeconds)}`;
}

/** A duration in at most two parts: 45秒, 12分, 3時間5分, 2日4時間. */
export function formatDuration(language: Language, ms: number): string {
  const names = durations[language];
  const whole = Math.max(0, Math.round(ms / 1_000)) * 1_000;
  const part = (value: number, name: string) => `${value}${name}`;
  const both = (large: number, largeName: string, small: number, smallName: string) =>
    small === 0 ? part(large, largeName) : `${part(large, largeName)}${names.gap}${part(small, smallName)}`;
  if (whole < MINUTE) return part(whole / 1_000, names.second);
  if (whole < HOUR) return part(Math.floor(whole / MINUTE), names.minute);
  if (whole < DAY)
    return both(Math.floor(whole / HOUR), names.hour, Math.floor((whole % HOUR) / MINUTE), names.minute);
  return both(Math.floor(whole / DAY), names.day, Math.floor((whole % DAY) / HOUR), names.hour);
}

/** A measured number with as many decimals as its size deserves; thousands apart. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e9)) return minus(value.toPrecision(3));
  const decimals = size >= 1_000 || Number.isInteger(value) ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3;
  const text = value.toFixed(decimals);
  // -0.0004 would read as «-0.000».
  const [whole, fraction] = (Number(text) === 0 ? text.replace('-', '') : text).split('.') as [
    string,
    string?,
  ];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return minus(fraction === undefined ? grouped : `${grouped}.${fraction}`);
}

/** A true minus sign, as wide as a plus. */
function minus(text: string): string {
  return text.replace(/^-/, '−');
}

export function formatCount(value: number): string {
  return formatNumber(Math.round(value));
}

/** A share of 1 as percent: 94, 99.2, never «100» while something is missing. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 99.9 && percent < 100) return '99.9';
  return percent >= 10 || percent === 0 ? String(Math.round(percent * 10) / 10) : percent.toPrecision(2);
}

const sizes = ['B', 'KB', 'MB', 'GB', 'TB'];

export function formatBytes(bytes: number): { value: string; unit: string } {
  let size = bytes;
  let step = 0;
  while (size >= 1_000 && step < sizes.length - 1) {
    size /= 1_000;
    step += 1;
  }
  return {
    value: step === 0 ? String(size) : size < 10 ? size.toFixed(1) : size.toFixed(0),
    unit: sizes[step]!,
  };
}

/** Everything above, bound to one language. */
export function formatsOf(language: Language) {
  return {
    date: (ms: number) => formatDate(language, ms),
    time: formatTime,
    dateTime: (ms: number, withSeconds = false) => formatDateTime(language, ms, withSeconds),
    duration: (ms: number) => formatDuration(language, ms),
    number: formatNumber,
    count: formatCount,
    share: formatShare,
    bytes: (bytes: number) => {
      const { value, unit } = formatBytes(bytes);
      return `${value} ${unit}`;
    },
  };
}
export type Formats = ReturnType<typeof formatsOf>;

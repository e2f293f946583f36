import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

export type FileEncoding = 'utf-8' | 'cp932';

/** The text of a file and how it was written. What is no UTF-8 is CP932: Japanese loggers and Excel write nothing else. */
export function textOfFile(bytes: Buffer): { text: string; encoding: FileEncoding } {
  if (isUtf8(bytes)) return { text: withoutMark(bytes.toString()), encoding: 'utf-8' };
  return { text: iconv.decode(bytes, 'cp932'), encoding: 'cp932' };
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

const DELIMITERS = [',', '\t', ';'] as const;

/** The delimiter that parts the first lines into the most columns most evenly. */
export function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 64 * 1024)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 30);
  let best: string = ',';
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => countOutsideQuotes(line, delimiter)).filter((count) => count > 0);
    const score = counts.length === 0 ? 0 : counts.length + Math.min(...counts) / 1_000;
    if (score > most) {
      most = score;
      best = delimiter;
    }
  }
  return best;
}

function countOutsideQuotes(line: string, delimiter: string): number {
  let quoted = false;
  let count = 0;
  for (const letter of line) {
    if (letter === '"') quoted = !quoted;
    else if (letter === delimiter && !quoted) count += 1;
  }
  return count;
}

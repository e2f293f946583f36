/** Everything that people type, paste or get from an IME for a minus: ASCII, full width, dashes, the long vowel mark. */
const MINUS = /^[-−－‐‑‒–—―ー]/u;

/**
 * Reads a number as people in Japan type it: full-width digits, thousands apart by comma, any dash as minus.
 * Answers `undefined` for the empty text and NaN for what is no number.
 */
export function readNumber(text: string): number | undefined {
  const trimmed = text.trim().replace(/^[+＋]/u, '');
  if (trimmed === '') return undefined;
  const negative = MINUS.test(trimmed);
  // NFKC only here: it must never touch names, it would rewrite ㈱.
  const plain = trimmed
    .replace(MINUS, '')
    .trim()
    .normalize('NFKC')
    .replace(/[。．]/gu, '.');
  if (!/^(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?(e[+-]?\d{1,3})?$/i.test(plain) || !/\d/.test(plain))
    return Number.NaN;
  const value = Number(plain.replaceAll(',', ''));
  if (!Number.isFinite(value)) return Number.NaN;
  return negative && value !== 0 ? -value : value;
}

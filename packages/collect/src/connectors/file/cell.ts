const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
const TRUTH = /^(true|false)$/i;
/** How loggers and people write that there is no value; the series is unavailable then. */
const NOTHING = /^(-+|\*+|ー+|n\/a|#n\/a|null|none|unavailable|欠測|欠損|未測定)$/i;

/** What a cell means: a number (also `1,234` and full-width), true/false, text, null for «no value», undefined for empty. */
export function meaningOf(cell: string): number | boolean | string | null | undefined {
  // Most cells are plain numbers: they don't pay for the rest.
  if (NUMBER.test(cell)) return Number(cell);
  const text = cell.normalize('NFKC').trim();
  if (text === '') return undefined;
  if (NUMBER.test(text)) return Number(text);
  if (GROUPED.test(text)) return Number(text.replaceAll(',', ''));
  if (NOTHING.test(text)) return null;
  return TRUTH.test(text) ? text.toLowerCase() === 'true' : cell.trim();
}

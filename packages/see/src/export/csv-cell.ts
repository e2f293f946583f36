// What a spreadsheet would take for a formula or a command when it opens a text cell.
const FORMULA_START = /^[=+\-@\t\r\0]/;

/** A text cell of a CSV that people open: quoted, and harmless where it starts like a formula. */
export function textCell(text: string): string {
  const harmless = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A number stays a number, also a negative one. */
export function numberCell(value: number | null): string {
  return value === null ? '' : String(value);
}

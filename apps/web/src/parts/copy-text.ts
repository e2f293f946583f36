import { CallFailure } from '../client.ts';

/** Puts text on the clipboard, or says that the browser refused. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    throw new CallFailure({ code: 'web.copy-refused', details: {} }, 0);
  }
}

/** Rows as Excel takes them from the clipboard; a tab or line end inside a cell becomes a space. */
export function asTsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => row.map((cell) => String(cell).replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
}

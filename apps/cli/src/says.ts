import type { Language } from '@musubi/schema';

/** How commands speak: rows for people or JSON for scripts, never both. */
export interface Says {
  readonly language: Language;
  readonly asJson: boolean;
  /** The result: as JSON if asked for, else what `people` says. */
  result(value: unknown, people: () => void): void;
  line(text: string): void;
  /** Beside the result, on the error stream. */
  note(ja: string, en: string): void;
  /** Columns as wide as their widest cell. */
  table(header: readonly string[], rows: readonly (readonly (string | number | null | undefined)[])[]): void;
  /** One of two words. */
  word(ja: string, en: string): string;
}

export function speaks(
  language: Language,
  asJson: boolean,
  out: (line: string) => void,
  aside: (line: string) => void,
): Says {
  return {
    language,
    asJson,
    result(value, people) {
      if (asJson) out(JSON.stringify(value, null, 2));
      else people();
    },
    line: out,
    note: (ja, en) => aside(language === 'ja' ? ja : en),
    table(header, rows) {
      const cells = [header, ...rows].map((row) =>
        row.map((cell) => (cell === null || cell === undefined ? '' : String(cell))),
      );
      const widths = header.map((_, i) => Math.max(...cells.map((row) => widthOf(row[i] ?? ''))));
      for (const row of cells) {
        out(
          row
            .map((cell, i) => cell + ' '.repeat(widths[i]! - widthOf(cell)))
            .join('  ')
            .trimEnd(),
        );
      }
    },
    word: (ja, en) => (language === 'ja' ? ja : en),
  };
}

/** Japanese letters are two columns wide in a terminal. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(
        letter,
      )
        ? 2
        : 1;
  return width;
}

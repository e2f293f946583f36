import { readdir } from 'node:fs/promises';

/** The text of one stable code in both languages, with `{name}` where a detail goes. */
export interface CodeText {
  ja: string;
  en: string;
}

export type Catalogue = ReadonlyMap<string, CodeText>;

/** The texts of all codes: every object that a module in `folder` exports, `{ code: { ja, en } }`. */
export async function readCatalogue(folder: URL): Promise<Catalogue> {
  const catalogue = new Map<string, CodeText>();
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  for (const file of files) {
    const module = (await import(new URL(file, folder).href)) as Record<string, Record<string, CodeText>>;
    for (const texts of Object.values(module)) {
      for (const [code, text] of Object.entries(texts)) catalogue.set(code, text);
    }
  }
  return catalogue;
}

/** What happened, what is safe, what to do; the bare code where nobody wrote a text. */
export function textOf(
  catalogue: Catalogue,
  language: keyof CodeText,
  { code, details }: { code: string; details: Readonly<Record<string, unknown>> },
): string {
  const text = catalogue.get(code)?.[language] ?? `${code} ${JSON.stringify(details)}`;
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(details[name] ?? place));
}

import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../main.ts', import.meta.url));
const START = fileURLToPath(new URL('../../../../scripts/start.mjs', import.meta.url));

let words: readonly string[] = ['--disable-warning=ExperimentalWarning', SOURCE];

/** From here on the product is started as its users start it (`npm start`) instead of from its sources. */
export function startAsUsersDo(): void {
  words = [START];
}

/** What follows `node` to start the product. */
export function programWords(): readonly string[] {
  return words;
}

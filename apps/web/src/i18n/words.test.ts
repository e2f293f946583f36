import { describe, expect, it } from 'vitest';
import { en } from './en/index.ts';
import { ja } from './ja/index.ts';

type Tree = { readonly [key: string]: unknown };

/** Every word with its path; functions and lists count as one word. */
function wordsOf(tree: Tree, path = ''): [string, unknown][] {
  return Object.entries(tree).flatMap(([key, word]) =>
    typeof word === 'object' && word !== null && !Array.isArray(word)
      ? wordsOf(word as Tree, `${path}${key}.`)
      : [[`${path}${key}`, word] as [string, unknown]],
  );
}

const english = new Map(wordsOf(en));
const japanese = new Map(wordsOf(ja));

/** Same in both languages by nature: names, and words the reader of either language knows. */
const SHARED = /^(setup\.(japanese|english)|explore\.(csv|excel|parquet|hash)|devices\.pythonExample)$/;

describe('the words of the screens', () => {
  it('exist in both languages, the same ones', () => {
    expect([...japanese.keys()].sort()).toEqual([...english.keys()].sort());
    expect(english.size).toBeGreaterThan(400);
  });

  it('each say something, and not the same in both', () => {
    for (const [key, a] of english) {
      const b = japanese.get(key);
      expect(typeof b, key).toBe(typeof a);
      if (typeof a !== 'string' || typeof b !== 'string') continue;
      expect(a.trim(), key).not.toBe('');
      expect(b.trim(), key).not.toBe('');
      if (!SHARED.test(key)) expect(b, key).not.toBe(a);
    }
  });

  it('speak Japanese in Japanese and English in English', () => {
    const cjk = /[\u3040-\u30ff\u4e00-\u9fff]/;
    for (const [key, word] of english)
      if (typeof word === 'string' && !/^(setup\.japanese|frame\.otherLanguage)$/.test(key))
        expect(word, key).not.toMatch(cjk);
  });
});

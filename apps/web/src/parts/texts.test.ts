import { describe, expect, it } from 'vitest';
import { firstLanguage } from '../i18n/language.ts';
import { bytesOf, hexOf, textOfBytes } from '../screens/collect/raw-bytes.ts';
import { asTsv } from './copy-text.ts';
import { textOf } from './explain.ts';

describe('texts', () => {
  it('of an error name its details and keep places that nobody filled', () => {
    expect(textOf({ 'a.b': '{name}は{gone}' }, 'a.b', { name: '旋盤' })).toBe('旋盤は{gone}');
    expect(textOf({ 'web.unknown-problem': 'code {code}' }, 'x.y', {})).toBe('code x.y');
  });

  it('copied as a table stay one row per line and one cell per column', () => {
    expect(
      asTsv([
        ['a\tb', 1],
        ['c\nd', 2],
      ]),
    ).toBe('a b\t1\nc d\t2');
  });

  it('of a delivery show every byte, also those that cannot be seen', () => {
    const bytes = bytesOf(btoa('{"a":1}\u0000'));
    expect(textOfBytes(bytes)).toBe('{"a":1}␀');
    expect(hexOf(bytes)).toBe('0000  7b 22 61 22 3a 31 7d 00                          {"a":1}·');
    expect(bytesOf('not base64!')).toHaveLength(0);
  });

  it('begin in the language of the browser', () => {
    expect(firstLanguage(['ja-JP', 'en'])).toBe('ja');
    expect(firstLanguage(['fr', 'en-GB'])).toBe('en');
    expect(firstLanguage(['fr'])).toBe('en');
  });
});

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sealed, unsealed } from './sealed-stream.ts';

const CHUNK = 262_144;
const secret = randomBytes(24);

async function* parts(bytes: Uint8Array, size = 100_000): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const joined = async (stream: AsyncIterable<Uint8Array>) => Buffer.concat(await Array.fromAsync(stream));
const seal = (bytes: Uint8Array) => joined(sealed(parts(bytes), secret));
const open = (bytes: Uint8Array, key: Uint8Array = secret, size = 77_777) =>
  joined(unsealed(parts(bytes, size), key));
const codeOf = (bytes: Uint8Array, key?: Uint8Array) =>
  open(bytes, key).then(
    () => 'opened',
    ({ code }) => code,
  );

describe('a sealed stream', () => {
  it('opens to what was sealed, at every length around a chunk', async () => {
    for (const length of [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 12_345]) {
      const plain = randomBytes(length);
      expect((await open(await seal(plain))).equals(plain)).toBe(true);
    }
  });

  it('opens to what was sealed, however it is cut on its way', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 500 }),
        fc.integer({ min: 1, max: 80 }),
        async (plain, size) => {
          expect((await open(await seal(plain), secret, size)).equals(plain)).toBe(true);
        },
      ),
      { numRuns: 60 },
    ));

  it('says nothing about its content and never repeats', async () => {
    const plain = Buffer.from('社外秘'.repeat(50));
    const [a, b] = await Promise.all([seal(plain), seal(plain)]);
    expect(a.includes('社外秘')).toBe(false);
    expect(a.subarray(8, 100).equals(b.subarray(8, 100))).toBe(false);
  });

  it('is refused with any bit flipped', async () => {
    const whole = await seal(randomBytes(CHUNK + 1_000));
    const flip = fc.oneof(fc.integer({ min: 0, max: 80 }), fc.nat(whole.length - 1));
    await fc.assert(
      fc.asyncProperty(flip, fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(whole);
        changed[at]! ^= 1 << bit;
        // The one byte of the header that is kept free is authenticated with the first chunk.
        expect(await codeOf(changed)).toMatch(/^restore\.(damaged|wrong-key|not-a-backup|too-new)$/);
      }),
      { numRuns: 150 },
    );
  });

  it('is refused when it is cut off anywhere', async () => {
    const whole = await seal(randomBytes(2 * CHUNK + 1_000));
    const ends = fc.oneof(
      fc.nat(whole.length - 1),
      fc.constantFrom(6, 56, 56 + CHUNK + 16, 56 + 2 * (CHUNK + 16)),
    );
    await fc.assert(
      fc.asyncProperty(ends, async (end) => {
        expect(await codeOf(whole.subarray(0, end))).toMatch(/^restore\.(truncated|damaged|not-a-backup)$/);
      }),
      { numRuns: 80 },
    );
    expect(await codeOf(whole.subarray(0, 56 + CHUNK + 16))).toBe('restore.truncated');
  });

  it('is refused with chunks doubled, swapped or added', async () => {
    const whole = await seal(randomBytes(3 * CHUNK));
    const header = whole.subarray(0, 56);
    const size = CHUNK + 16;
    const [a, b, c] = [0, 1, 2].map((i) => whole.subarray(56 + i * size, 56 + (i + 1) * size));
    for (const order of [[b, a, c], [a, a, b, c], [a, b, c, c], [a, b, c, Buffer.alloc(40)], [c], [a, c]]) {
      expect(await codeOf(Buffer.concat([header, ...order.map((chunk) => chunk!)]))).toBe('restore.damaged');
    }
  });

  it('tells a wrong key and a foreign file', async () => {
    const whole = await seal(Buffer.from('x'));
    expect(await codeOf(whole, randomBytes(24))).toBe('restore.wrong-key');
    expect(await codeOf(Buffer.from('PK some other archive'.repeat(9)))).toBe('restore.not-a-backup');
    expect(await codeOf(Buffer.alloc(0))).toBe('restore.not-a-backup');
  });
});

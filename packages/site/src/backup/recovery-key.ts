import { createHash, randomBytes } from 'node:crypto';
import { MusubiError } from '@musubi/base';
import { readKeyFile, setKeyFileAside, writeKeyFile } from '../certificates/key-files.ts';

/** Crockford's alphabet: no I, L, O, U, so that a printed key is typed back without doubt. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const KEY_BYTES = 24;
const FILE = 'recovery.key';

/** A new key: 192 random bits and 8 that show a typing error, as ten groups of four letters. */
export function newRecoveryKey(): string {
  return written(randomBytes(KEY_BYTES));
}

/** The secret of a key as typed by hand; `restore.mistyped-key` if a letter is wrong or missing. */
export function readRecoveryKey(typed: string): Buffer {
  const letters = typed.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1').replace(/[\s-]/g, '');
  const bytes = decoded(letters);
  const secret = bytes.subarray(0, KEY_BYTES);
  const isWhole =
    letters.length === 40 && bytes.length === KEY_BYTES + 1 && bytes[KEY_BYTES] === check(secret);
  if (isWhole) return secret;
  throw new MusubiError('caller', 'restore.mistyped-key', 'the recovery key is not whole');
}

/** The key of this installation, made at the first start and kept in `folder`. */
export async function openRecoveryKey(folder: string, now: number): Promise<string> {
  const kept = await readKeyFile(folder, FILE);
  if (kept !== undefined) {
    try {
      return written(readRecoveryKey(kept));
    } catch {
      await setKeyFileAside(folder, FILE, now);
    }
  }
  const made = newRecoveryKey();
  await keepRecoveryKey(folder, made);
  return made;
}

export function keepRecoveryKey(folder: string, key: string): Promise<void> {
  return writeKeyFile(folder, FILE, `${written(readRecoveryKey(key))}\n`);
}

function check(secret: Uint8Array): number {
  return createHash('sha256').update(secret).digest()[0] ?? 0;
}

function written(secret: Uint8Array): string {
  const bits = [...secret, check(secret)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = (bits.match(/.{5}/g) ?? []).map((five) => LETTERS[Number.parseInt(five, 2)]).join('');
  return (letters.match(/.{4}/g) ?? []).join('-');
}

function decoded(letters: string): Buffer {
  const bits = [...letters].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/[01]{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

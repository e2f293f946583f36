import { MusubiError } from '@musubi/base';
import { commonPasswords, commonStems } from './tables/common-passwords.ts';

const SEQUENCES = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
];
const LETTERS_IN_DISGUISE: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
};

/** Refuses what is guessed first (`password.too-common`, `password.names-login`); no rule asks for odd characters. */
export function checkPassword(password: string, login: string): void {
  const plain = password.normalize('NFKC').toLowerCase();
  if (login.length >= 3 && plain.includes(login)) {
    throw new MusubiError('caller', 'password.names-login', 'the password contains the login');
  }
  if (isCommon(plain)) throw new MusubiError('caller', 'password.too-common', 'the password is on the list');
}

function isCommon(plain: string): boolean {
  if (commonPasswords.has(plain) || new Set(plain).size <= 2 || isSequence(plain)) return true;
  return [plain, undisguised(plain)].some((text) => commonStems.has(stemOf(text)));
}

/** A word with a few digits or marks at its ends is as common as the word. */
function stemOf(plain: string): string {
  return plain.replace(/^[\d\W_]{1,4}/u, '').replace(/[\d\W_]{1,8}$/u, '');
}

function undisguised(plain: string): string {
  const end = /[\d\W_]{1,8}$/u.exec(plain)?.index ?? plain.length;
  const letters = [...plain.slice(0, end)].map((letter) => LETTERS_IN_DISGUISE[letter] ?? letter);
  return letters.join('') + plain.slice(end);
}

function isSequence(plain: string): boolean {
  const backwards = [...plain].reverse().join('');
  return SEQUENCES.some((row) => row.includes(plain) || row.includes(backwards));
}

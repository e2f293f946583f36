import { randomBytes, randomUUID } from 'node:crypto';

/** A new identifier with a readable kind, `dev_3f0c…`; unguessable, not ordered. */
export function newId(kind: string): string {
  return `${kind}_${randomUUID().replaceAll('-', '')}`;
}

/** `bytes` random bytes as base64url, for tokens and one-time secrets. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

// No 0/O, 1/I/L: a code is read aloud and typed with gloves.
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A code for people, such as `K7QF-3MXP`; 31^length possibilities. */
export function newCode(length = 8): string {
  let code = '';
  while (code.length < length) {
    const byte = randomBytes(1)[0]!;
    // Rejecting the tail keeps every letter equally likely.
    if (byte < CODE_LETTERS.length * 8) code += CODE_LETTERS[byte % CODE_LETTERS.length];
  }
  return code.match(/.{1,4}/g)!.join('-');
}

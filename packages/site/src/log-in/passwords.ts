import { MusubiError, newSecret } from '@musubi/base';
import { type Argon2Cost, argon2idHash, argon2idMatches, isOutdated, usualCost } from './argon2id.ts';

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for someone unknown (no hash) as for a wrong password. */
  matches(password: string, hash: string | undefined): Promise<boolean>;
  /** Whether a hash should be made anew, because hashing has become dearer since. */
  isOutdated(hash: string): boolean;
}

/** Each hash takes 64 MiB: more at a time would starve the rest of the program. */
const AT_ONCE = 2;
const MOST_WAITING = 40;

/** Password hashing in bounded numbers; beyond them `login.busy`. */
export async function openPasswords(cost: Argon2Cost = usualCost): Promise<Passwords> {
  const stranger = await argon2idHash(newSecret(), cost);
  const limited = atMost(AT_ONCE, MOST_WAITING);
  return {
    hash: (password) => limited(() => argon2idHash(password, cost)),
    matches: (password, hash) =>
      limited(async () => (await argon2idMatches(password, hash ?? stranger)) && hash !== undefined),
    isOutdated: (hash) => isOutdated(hash, cost),
  };
}

function atMost(atOnce: number, mostWaiting: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(act: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) throw new MusubiError('us', 'login.busy', 'too many hashes wait');
      // The one that ends hands its place over, so the number running stays the same.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

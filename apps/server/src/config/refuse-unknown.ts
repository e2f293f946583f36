import { MusubiError } from '@musubi/base';
import { nearestName } from './nearest-name.ts';

/** Refuses a name nobody knows, with the one that was probably meant. */
export function refuseUnknown(name: string, known: readonly string[]): never {
  const nearest = nearestName(name, known);
  throw new MusubiError('caller', 'config.unknown-setting', `unknown setting ${name}`, {
    details: { name, nearest: nearest ?? '--help' },
  });
}

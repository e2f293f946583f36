import { type MountedDisk, mounted } from './mounted.ts';

/** A disk in memory that is soon full (F5). */
export function openSmallDisk(options: { megabytes: number }): Promise<MountedDisk> {
  return mounted(['-t', 'tmpfs', '-o', `size=${options.megabytes}m`, 'tmpfs']);
}

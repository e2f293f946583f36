import { getSetup, type MountedContract, mount } from '@musubi/schema/api';

/** Tells the first page whether it has to make the first administrator. */
export function mountGetSetup(parts: {
  version: string;
  isNeeded(): boolean;
  isDemo(): boolean;
}): MountedContract {
  return mount(getSetup, async () => ({
    needed: parts.isNeeded(),
    version: parts.version,
    demo: parts.isDemo(),
  }));
}

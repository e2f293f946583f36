import { actorOf } from '@musubi/collect';
import { type MountedContract, mount, removeDemo, startDemo } from '@musubi/schema/api';
import type { Demo } from './demo.ts';

/** The simulated factory goes and comes back by one click. */
export function demoHandlers(demo: Demo): MountedContract[] {
  return [
    mount(removeDemo, (_, { caller }) => demo.remove(actorOf(caller))),
    mount(startDemo, async () => {
      await demo.start();
      return {};
    }),
  ];
}

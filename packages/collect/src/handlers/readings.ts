import { MusubiError } from '@musubi/base';
import { type MountedContract, mount, postReadings } from '@musubi/schema/api';
import { type CollectWorks, httpDoor } from '../collect-works.ts';

/** For callers inside the program. The server's route for devices goes to the door with the bytes as they came. */
export function readingsHandlers({ directory, parts }: CollectWorks): MountedContract[] {
  return [
    mount(postReadings, (input, { caller }) => {
      const entry = caller.kind === 'device' ? directory.device(caller.deviceId) : undefined;
      if (!entry) throw new MusubiError('caller', 'auth.required', 'only a device delivers readings');
      const body = Buffer.from(JSON.stringify(input ?? null));
      return httpDoor(parts).deliver(entry, { contentType: 'application/json', body });
    }),
  ];
}

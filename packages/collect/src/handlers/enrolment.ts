import { must } from '@musubi/base';
import {
  acceptFoundDevice,
  createEnrolmentCode,
  dismissFoundDevice,
  enrolDevice,
  listFoundDevices,
  type MountedContract,
  mount,
} from '@musubi/schema/api';
import { actorOf } from '../actor.ts';
import type { CollectWorks } from '../collect-works.ts';

export function enrolmentHandlers({ found, enrolment, codes, parts }: CollectWorks): MountedContract[] {
  return [
    mount(listFoundDevices, async () => ({ found: found.waiting() })),
    mount(acceptFoundDevice, ({ id, name, assetName }, { caller }) =>
      enrolment.accept(id, name, assetName, actorOf(caller)),
    ),
    mount(dismissFoundDevice, async ({ id }, { caller }) => {
      await enrolment.dismiss(id, actorOf(caller));
      return {};
    }),
    mount(createEnrolmentCode, async ({ connectionId, deviceName }, { caller }) => {
      const { code, expiresAt } = await codes.create(connectionId, deviceName, actorOf(caller));
      // After the #, so that the code is in no log of a server or proxy.
      return { code, expiresAt, link: `${parts.doors().http}/enrol#${code}` };
    }),
    mount(enrolDevice, async ({ code, name, serial }, { caller }) => {
      const { device, credentials } = await codes.claim(code, { name, serial }, actorOf(caller));
      const { http, mqtt } = parts.doors();
      return {
        deviceId: device.id,
        ...must(credentials, 'credentials of an enrolled device'),
        mqtt: { ...(mqtt === undefined ? {} : { secureAddress: mqtt }), topic: `musubi/${device.address}` },
        http: { address: `${http}/api/readings` },
      };
    }),
  ];
}

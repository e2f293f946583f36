import { MusubiError } from '@musubi/base';
import { type Asset, assetRecord, type Change, type Device, deviceRecord, put } from '@musubi/schema';
import {
  addDevice,
  changeDevice,
  type Input,
  listDevices,
  type MountedContract,
  mount,
  type Output,
  revokeDevice,
} from '@musubi/schema/api';
import { actorOf, done } from '../actor.ts';
import type { CollectWorks } from '../collect-works.ts';
import type { DeviceEntry } from '../device-entry.ts';

type Listed = Output<typeof listDevices>['devices'][number];

export function deviceHandlers(works: CollectWorks): MountedContract[] {
  const { directory, enrolment, parts } = works;
  return [
    mount(listDevices, async () => ({
      devices: directory
        .devices()
        .filter(({ revoked }) => !revoked.aborted)
        .map((entry) => listed(works, entry)),
    })),
    mount(addDevice, (input, { caller }) =>
      enrolment.add(input, { by: actorOf(caller), act: 'device.added' }),
    ),
    mount(changeDevice, async (input, { caller }) => {
      const entry = directory.device(input.id);
      if (!entry || entry.revoked.aborted) {
        throw new MusubiError('caller', 'device.not-found', `no device ${input.id}`);
      }
      await directory.save();
      const asset = await wantedAsset(works, input, entry.device);
      const device = changed(entry.device, input, asset);
      const changes: Change[] = [put(deviceRecord, device.id, device)];
      if (asset) changes.push(put(assetRecord, asset.id, asset));
      await parts.records.writeAudited(
        changes,
        done(actorOf(caller), 'device.changed', device.id, { name: device.name }),
      );
      directory.changeDevice(device);
      return { device };
    }),
    mount(revokeDevice, async ({ id }, { caller }) => {
      await enrolment.revoke(id, actorOf(caller));
      return {};
    }),
  ];
}

function listed({ directory, pipeline, parts, openedAt }: CollectWorks, entry: DeviceEntry): Listed {
  const { device } = entry;
  let lastReadingAt: number | undefined;
  for (const series of directory.device(device.id)?.allSeries() ?? []) {
    const { lastReceivedAt } = pipeline.countsOf(series);
    if (lastReceivedAt !== undefined) lastReadingAt = Math.max(lastReadingAt ?? 0, lastReceivedAt);
  }
  const silence = parts.clock.monotonic() - (pipeline.lastArrivalOf(entry) ?? openedAt);
  return {
    device,
    ...(lastReadingAt === undefined ? {} : { lastReadingAt }),
    seriesCount: entry.seriesCount,
    silent: silence > device.silentAfterMs,
  };
}

async function wantedAsset(
  { enrolment, parts }: CollectWorks,
  input: Input<typeof changeDevice>,
  device: Device,
): Promise<Asset | undefined> {
  if (input.assetName !== undefined) return enrolment.assetNamed(input.assetName, device.simulated);
  if (input.assetId === undefined) return undefined;
  const asset = await parts.records.get(assetRecord, input.assetId);
  if (!asset) throw new MusubiError('caller', 'asset.not-found', `no asset ${input.assetId}`);
  return asset.value;
}

function changed(device: Device, input: Input<typeof changeDevice>, asset: Asset | undefined): Device {
  return {
    ...device,
    name: input.name ?? device.name,
    silentAfterMs: input.silentAfterMs ?? device.silentAfterMs,
    profile: input.profile ?? device.profile,
    ...(asset ? { assetId: asset.id } : {}),
  };
}

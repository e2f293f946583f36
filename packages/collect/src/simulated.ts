import {
  assetRecord,
  type Change,
  deviceCredentialRecord,
  deviceRecord,
  remove,
  seriesRecord,
} from '@musubi/schema';
import { type Actor, done } from './actor.ts';
import type { CollectWorks } from './collect-works.ts';

/**
 * Takes away the simulated connections, devices, series and assets. Devices are cut off first, so that nothing of
 * them is taken any more; answers the series numbers, whose readings the store may forget then.
 */
export async function removeSimulated(works: CollectWorks, by: Actor): Promise<number[]> {
  const { directory, connections, runner, pipeline, parts } = works;
  await directory.save();
  const now = parts.clock.now();
  const entries = directory.devices().filter(({ device }) => device.simulated);
  const numbers = entries.flatMap((entry) => [...entry.allSeries()].map(({ number }) => number));
  const changes: Change[] = entries.flatMap((entry) => [
    remove(deviceRecord, entry.deviceId),
    ...directory.credentialsOf(entry.deviceId).map(({ id }) => remove(deviceCredentialRecord, id)),
    ...[...entry.allSeries()].map(({ id }) => remove(seriesRecord, id)),
  ]);
  for (const entry of entries)
    directory.revoke({ ...entry.device, revokedAt: entry.device.revokedAt ?? now });
  for (const connection of connections.all().filter(({ simulated }) => simulated)) {
    await runner.apply(connection.id);
    await connections.remove(connection.id, by);
  }
  for (const entry of entries) await pipeline.forget(entry);
  const assets = await parts.records.list(assetRecord);
  const simulatedAssets = assets.filter(({ value }) => value.simulated);
  await parts.records.writeAudited(
    [...changes, ...simulatedAssets.map(({ id }) => remove(assetRecord, id))],
    done(by, 'simulation.removed', 'simulation', { devices: entries.length, series: numbers.length }),
  );
  for (const entry of entries) directory.forget(entry.deviceId);
  return numbers;
}

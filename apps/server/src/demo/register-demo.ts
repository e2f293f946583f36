import { type Collect, SYSTEM } from '@musubi/collect';
import {
  assetRecord,
  deviceRecord,
  type Language,
  put,
  type Records,
  type Series,
  seriesRecord,
} from '@musubi/schema';
import { type DemoPlan, demoConnections, demoPlan, type PlannedDevice } from '@musubi/world';
import type { DemoMemory } from './demo-file.ts';
import { hintOf } from './hint-of.ts';

interface RegisterParts {
  collect: Collect;
  records: Records;
  language: Language;
  shdrPort: number;
  /** The watched folder of the simulated logger. */
  dropFolder: string;
}

/** Registers the simulated factory as a person would: connections, devices with their machines, series with units. */
export async function registerDemo(parts: RegisterParts): Promise<Omit<DemoMemory, 'historyUntil'>> {
  const plan = demoPlan(parts.language);
  const connections = await addConnections(parts);
  const devices: Record<string, string> = {};
  const credentials: DemoMemory['credentials'] = {};
  for (const planned of plan.devices) {
    const added = await addDevice(planned, plan, connections, parts);
    devices[planned.key] = added.deviceId;
    if (added.credentials) credentials[planned.key] = added.credentials;
  }
  return { shdrPort: parts.shdrPort, devices, credentials };
}

/** Connection ids by device; the product's own doors are there already, under their connectors' names. */
async function addConnections(parts: RegisterParts): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  const places = { shdrPort: parts.shdrPort, folder: parts.dropFolder };
  for (const { device, ...planned } of demoConnections(parts.language, places)) {
    ids[device] = await parts.collect.addConnection({ ...planned, simulated: true }, SYSTEM);
  }
  return ids;
}

async function addDevice(
  planned: PlannedDevice,
  plan: DemoPlan,
  connections: Readonly<Record<string, string>>,
  { collect, records }: RegisterParts,
) {
  const plannedAsset = plan.assets.find(({ key }) => key === planned.asset);
  const connectionId = connections[planned.key] ?? (planned.way === 'mqtt' ? 'mqtt-broker' : 'http');
  const { device, credentials } = await collect.addDevice(
    {
      name: planned.name,
      connectionId,
      ...(plannedAsset ? { assetName: plannedAsset.name } : {}),
      ...(planned.address === undefined ? {} : { address: planned.address }),
      simulated: true,
    },
    SYSTEM,
  );
  const known = { ...device, profile: planned.profile, silentAfterMs: planned.silentAfterMs };
  const asset = device.assetId ? await records.get(assetRecord, device.assetId) : undefined;
  await records.write([
    put(deviceRecord, device.id, known),
    ...(asset && plannedAsset
      ? [put(assetRecord, asset.id, { ...asset.value, kind: plannedAsset.kind, place: plannedAsset.place })]
      : []),
  ]);
  collect.directory.changeDevice(known);
  await addSeries(device.id, planned, collect, records);
  return { deviceId: device.id, credentials };
}

async function addSeries(
  deviceId: string,
  planned: PlannedDevice,
  { directory }: Collect,
  records: Records,
): Promise<void> {
  const entry = directory.device(deviceId)!;
  const numbers = planned.series.map((series) => entry.series(series.key, hintOf(series)));
  await directory.save();
  const known = planned.series.map(
    ({ normal, range }, i): Series => ({
      ...directory.series(numbers[i]!),
      ...(normal === undefined ? {} : { normal }),
      ...(range === undefined ? {} : { range }),
    }),
  );
  await records.write(known.map((series) => put(seriesRecord, series.id, series)));
  for (const series of known) directory.changeSeries(series);
}

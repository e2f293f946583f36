import { must } from '@musubi/base';
import { addDevice, listConnections, listSeries } from '@musubi/schema/api';
import type { PersonClient } from './person-client.ts';

/** A device with its own credentials. */
export interface OwnDevice {
  id: string;
  user: string;
  secret: string;
}

/** Adds `count` devices to a connection that the product brings itself (`http`, `mqtt-broker`). */
export async function addDevices(
  client: PersonClient,
  connector: string,
  count: number,
): Promise<OwnDevice[]> {
  const { connections } = await client.call(listConnections, {});
  const connectionId = must(
    connections.find(({ connection }) => connection.connector === connector)?.connection.id,
    `the connection ${connector}`,
  );
  const devices: OwnDevice[] = [];
  for (let i = 0; i < count; i++) {
    const { device, credentials } = await client.call(addDevice, {
      name: `bench ${connector} ${i + 1}`,
      connectionId,
    });
    devices.push({ id: device.id, ...must(credentials, 'credentials') });
  }
  return devices;
}

/** The header with which a device posts readings. */
export function authorizationOf({ user, secret }: OwnDevice): string {
  return `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
}

/** Ids and numbers of all series, by device and key. */
export async function seriesByKey(
  client: PersonClient,
): Promise<Map<string, { id: string; number: number }>> {
  const { series } = await client.call(listSeries, {});
  return new Map(series.map((one) => [`${one.deviceId}/${one.key}`, { id: one.id, number: one.number }]));
}

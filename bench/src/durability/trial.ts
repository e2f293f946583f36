import { rmSync } from 'node:fs';
import {
  addDevices,
  firstAdministrator,
  newDataFolder,
  personClient,
  type RunningProduct,
  type StartOptions,
  startProduct,
} from '@musubi/server/product';
import { freePort } from '../peers/server-process.ts';
import { Source } from './source.ts';

/** A data folder with sources known to the product, and the way to start it there again and again. */
export interface Trial {
  readonly folder: string;
  readonly sources: readonly Source[];
  readonly token: string;
  start(
    options?: StartOptions,
  ): Promise<{ product: RunningProduct; client: ReturnType<typeof personClient> }>;
  remove(): void;
}

/** Prepares a trial in `folder` (a new one by default): three MQTT devices and two that post by HTTP. */
export async function openTrial(folder = newDataFolder()): Promise<Trial> {
  const ports = { https: await freePort(), mqtt: await freePort() };
  const product = await startProduct({ folder, ports });
  const client = await firstAdministrator(product);
  const mqtt = await addDevices(client, 'mqtt-broker', 3);
  const http = await addDevices(client, 'http', 2);
  await product.stop();
  return {
    folder,
    sources: [
      ...mqtt.map((device) => new Source(device, 'mqtt')),
      ...http.map((device) => new Source(device, 'http')),
    ],
    token: client.token,
    async start(options = {}) {
      const started = await startProduct({ folder, ports, ...options });
      return { product: started, client: personClient(started, client.token) };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

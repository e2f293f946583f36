import type { Service } from '@musubi/base';
import type { ConnectionHealth, FilterChain } from '@musubi/schema';
import type { MountedContract } from '@musubi/schema/api';
import type { Actor } from './actor.ts';
import type { CollectParts } from './collect-parts.ts';
import { type CollectWorks, httpDoor, openWorks } from './collect-works.ts';
import type { ConnectionRegister } from './connections/connection-register.ts';
import type { HttpDelivered, HttpDelivery } from './connectors/http/connector.ts';
import type { Directory } from './directory.ts';
import type { Accepted, NewDevice } from './enrolment/enrolment.ts';
import type { GatewayHealth } from './gateway/gateway.ts';
import { collectHandlers } from './handlers/index.ts';
import { removeSimulated } from './simulated.ts';

/** A device that proved who it is at the HTTP door. */
export interface KnownDevice {
  deviceId: string;
  connectionId: string;
  deliver(delivery: HttpDelivery): Promise<HttpDelivered>;
}

/** The collecting half of the product. */
export interface Collect extends Service {
  handlers(): MountedContract[];
  readonly directory: Directory;
  readonly works: CollectWorks;
  /** In memory and in constant time; undefined for whoever is no accepted device. */
  open(user: string, secret: string): KnownDevice | undefined;
  health(): { connections: ConnectionHealth[]; gateway: GatewayHealth; dismissedByLimit: number };
  /** The version of a chain that made a reading received then. */
  chainVersionAt(chainId: string, received: number): FilterChain | undefined;
  /** Adds a device on behalf of the program itself or a person. */
  addDevice(wanted: NewDevice, by: Actor): Promise<Accepted>;
  addConnection(wanted: Parameters<ConnectionRegister['add']>[0], by: Actor): Promise<string>;
  /** Takes away everything that is simulated; answers the numbers of the series whose readings may go now. */
  removeSimulated(by: Actor): Promise<number[]>;
}

/** What the gateway holds gets so long to be stored when the program ends. */
const DRAIN_MS = 10_000;

/** Loads what is known; nothing runs before `run`. */
export async function openCollect(parts: CollectParts): Promise<Collect> {
  const works = await openWorks(parts);
  const { directory, runner, pipeline, connections, quarantine, enrolment } = works;
  return {
    name: 'collect',
    directory,
    works,
    handlers: () => collectHandlers(works),
    async run(signal) {
      await runner.run(signal);
      await pipeline.close(DRAIN_MS);
    },
    open(user, secret) {
      const entry = directory.authenticate(user, secret);
      if (!entry) return undefined;
      const { deviceId, device } = entry;
      return {
        deviceId,
        connectionId: device.connectionId,
        deliver: (delivery) => httpDoor(parts).deliver(entry, delivery),
      };
    },
    health: () => ({
      connections: connections.all().map((connection) => runner.health(connection)),
      gateway: pipeline.gateway.health,
      dismissedByLimit: quarantine.dismissedByLimit,
    }),
    chainVersionAt: (chainId, received) => works.chains.versionAt(chainId, received),
    addDevice: (wanted, by) => enrolment.add(wanted, { by, act: 'device.added' }),
    async addConnection(wanted, by) {
      const connection = await connections.add(wanted, by);
      await runner.apply(connection.id, connection);
      return connection.id;
    },
    removeSimulated: (by) => removeSimulated(works, by),
  };
}

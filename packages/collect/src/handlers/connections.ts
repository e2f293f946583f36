import { isMusubiError, reasonOf } from '@musubi/base';
import {
  addConnection,
  changeConnection,
  type Input,
  listConnections,
  listConnectors,
  type MountedContract,
  mount,
  type Output,
  removeConnection,
  testConnection,
} from '@musubi/schema/api';
import { z } from 'zod';
import { actorOf } from '../actor.ts';
import type { CollectWorks } from '../collect-works.ts';
import { checkSettings } from '../connections/connection-register.ts';
import { unmaskSecrets } from '../connections/secrets.ts';
import type { Connector, Testable } from '../connector.ts';

type Listed = Output<typeof listConnectors>['connectors'][number];
type Tested = Output<typeof testConnection>;

/** A source that didn't answer by then counts as unreachable. */
const TEST_WITHIN_MS = 10_000;

export function connectionHandlers(works: CollectWorks): MountedContract[] {
  const { connections, runner } = works;
  return [
    mount(listConnectors, async () => ({
      connectors: Object.values(works.parts.connectors).map((connector) => described(connector)),
    })),
    mount(listConnections, async () => ({
      connections: connections.all().map((connection) => ({
        connection: connections.shown(connection),
        health: runner.health(connection),
      })),
    })),
    mount(addConnection, async (input, { caller }) => {
      const connection = await connections.add(input, actorOf(caller));
      await runner.apply(connection.id, connection);
      return { connection: connections.shown(connection) };
    }),
    mount(changeConnection, async ({ id, ...wanted }, { caller }) => {
      const connection = await connections.change(id, wanted, actorOf(caller));
      await runner.apply(id, connection);
      return { connection: connections.shown(connection) };
    }),
    mount(removeConnection, async ({ id }, { caller }) => {
      await connections.remove(id, actorOf(caller));
      await runner.apply(id);
      return {};
    }),
    mount(testConnection, (input, { signal }) => tried(works, input, signal)),
  ];
}

function described(connector: Connector): Listed {
  const can: [Listed['capabilities'][number], string][] = [
    ['browse', 'browse'],
    ['read-history', 'readHistory'],
    ['write', 'write'],
    ['test', 'test'],
  ];
  return {
    name: connector.name,
    title: connector.title,
    summary: connector.summary,
    settings: z.toJSONSchema(connector.settings, { io: 'input', unrepresentable: 'any' }),
    capabilities: can.filter(([, method]) => method in connector).map(([capability]) => capability),
    addable: connector.addable,
  };
}

/** Tries settings as they would be kept. What goes wrong is the answer, not a failure of the call. */
async function tried(
  { connections, parts }: CollectWorks,
  { connector: name, settings, connectionId }: Input<typeof testConnection>,
  signal: AbortSignal,
): Promise<Tested> {
  const connector = connections.connector(name);
  if (!isTestable(connector)) return { reachable: false, problem: 'connection.not-testable', sample: [] };
  const before = connectionId === undefined ? {} : connections.byId(connectionId).settings;
  const checked = checkSettings(connector, unmaskSecrets(connector.settings, settings, before));
  const ended = new AbortController();
  const late = parts.clock.sleep(TEST_WITHIN_MS, ended.signal).then(() => ended.abort());
  try {
    const effects = { clock: parts.clock };
    const test = connector.test(checked, effects, AbortSignal.any([signal, ended.signal]));
    const outcome = await Promise.race([test, late]);
    if (!outcome) return { reachable: false, problem: 'connection.no-answer', sample: [] };
    return { reachable: true, ...outcome };
  } catch (error) {
    const problem = isMusubiError(error) ? error.code : 'connection.failed';
    return { reachable: false, problem, problemDetail: reasonOf(error).slice(0, 500), sample: [] };
  } finally {
    ended.abort();
  }
}

function isTestable(connector: Connector): connector is Connector & Testable {
  return 'test' in connector;
}

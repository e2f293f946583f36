import { MusubiError } from '@musubi/base';
import {
  dismissQuarantined,
  listQuarantine,
  type MountedContract,
  mount,
  replayQuarantined,
} from '@musubi/schema/api';
import { actorOf } from '../actor.ts';
import type { CollectWorks } from '../collect-works.ts';
import type { Connector, ConnectorContext, Replayable } from '../connector.ts';

export function quarantineHandlers({ quarantine, connections, runner }: CollectWorks): MountedContract[] {
  return [
    mount(listQuarantine, async ({ state, connectionId }) => ({
      entries: await quarantine.list(state, connectionId),
      dismissedByLimit: quarantine.dismissedByLimit,
    })),
    mount(replayQuarantined, ({ id }, { caller }) =>
      quarantine.replay(id, actorOf(caller), (raw, entry) => {
        const connection = connections.byId(entry.connectionId);
        const connector = connections.connector(connection.connector);
        if (!isReplayable(connector)) {
          throw new MusubiError(
            'caller',
            'quarantine.not-replayable',
            `${connector.name} reads nothing again`,
          );
        }
        return connector.replay(raw, entry.address, again(runner.contextFor(connection)));
      }),
    ),
    mount(dismissQuarantined, async ({ id }, { caller }) => {
      await quarantine.dismiss(id, actorOf(caller));
      return {};
    }),
  ];
}

/** What still can't be read stays the entry it is, instead of becoming another one. */
function again(context: ConnectorContext): ConnectorContext {
  return {
    ...context,
    quarantine: async ({ reason, detail }) => {
      throw new MusubiError('device', reason, detail, { details: { detail } });
    },
  };
}

function isReplayable(connector: Connector): connector is Connector & Replayable {
  return 'replay' in connector;
}

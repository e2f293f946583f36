import { Facts, FastClock, type Log, silentLog } from '@musubi/base';
import type { FactMap, Role } from '@musubi/schema';
import type { ApiContract, Identity, MountedContract } from '@musubi/schema/api';
import { LiveHub } from '@musubi/see';
import { GatedSeries } from '@musubi/store';
import { memoryRecords, memorySeries } from '@musubi/store/drivers';
import { allContracts } from './all-contracts.ts';
import { buildHttpServer, type HttpParts } from './http-server.ts';

export { allContracts };

export const roles: readonly Role[] = ['viewer', 'adviser', 'worker', 'leader', 'administrator'];

/** The session secret and the access token of a role's person are the role's name; its CSRF token is `csrf-…`. */
function identityOf(role: string): Identity | undefined {
  const known = roles.find((one) => one === role);
  if (!known) return undefined;
  return {
    personId: `per_${role}`,
    name: role,
    role: known,
    language: 'ja',
    ...(known === 'adviser' ? { endsAt: Date.UTC(2030, 0, 1) } : {}),
  };
}

/** The HTTP side over memory, for tests: people are known by the names of their roles. */
export async function testServer(
  mounted: readonly MountedContract[],
  more: Partial<HttpParts> & { log?: Log } = {},
) {
  const clock = new FastClock();
  const log = more.log ?? silentLog;
  const series = new GatedSeries(memorySeries({ clock }), {
    decide: async (_, { series, from, to }) => ({ permitted: true, series, from, to }),
  });
  const records = memoryRecords({ clock });
  const live = new LiveHub({ series, records, facts: new Facts<FactMap>(log), clock, log });
  const app = await buildHttpServer({
    tls: undefined as never,
    version: '0.0.0',
    contracts: allContracts,
    mounted,
    identities: {
      session: async (secret) => {
        const identity = identityOf(secret);
        return identity && { ...identity, sessionId: secret, csrf: `csrf-${secret}` };
      },
      token: async (secret) => identityOf(secret),
      device: () => undefined,
    },
    readings: {
      open: (user, secret) =>
        user === 'dev_1' && secret === 'secret'
          ? {
              deviceId: user,
              deliver: async ({ body }) => ({ stored: body.length, duplicates: 0, quarantined: 0 }),
            }
          : undefined,
    },
    live,
    health: async () => ({ version: '0.0.0', status: 'ok', setAside: [] }),
    webFolder: '/nowhere',
    clock,
    log,
    limits: { requestsPerMinute: 1_000_000, deviceRequestsPerSecond: 3 },
    checkOutputs: true,
    ...more,
  });
  return { app, clock };
}

/** A path of the contract with something in the place of its parameters. */
export function samplePath(contract: ApiContract): string {
  return contract.path.replaceAll(/:\w+/g, 'some-id');
}

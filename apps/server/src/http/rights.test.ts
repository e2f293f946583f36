import type { Role } from '@musubi/schema';
import { CSRF_HEADER, type MountedContract, SESSION_COOKIE } from '@musubi/schema/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needsPerson } from './check-access.ts';
import { allContracts, roles, samplePath, testServer } from './test-server.ts';

const called: string[] = [];
const mounted: MountedContract[] = allContracts
  .filter(({ access }) => access !== 'device')
  .map((contract) => ({
    contract: { ...contract, output: contract.output.or(contract.output.nullable()) },
    handle: async () => {
      called.push(contract.name);
      return null;
    },
  }));
const personal = allContracts.filter(({ access }) => needsPerson(access));
const changing = personal.filter(({ method }) => method !== 'GET');

let server: Awaited<ReturnType<typeof testServer>>;
beforeAll(async () => {
  // Only rights are looked at here: streams and answers have their own tests.
  server = await testServer(
    mounted.map((one) => ({ ...one, contract: { ...one.contract, stream: undefined as never } })),
  );
});
afterAll(() => server.app.close());

const ranks: Record<Role, number> = { viewer: 0, adviser: 0, worker: 1, leader: 2, administrator: 3 };

/** What the contract itself promises, said once more in other words. */
function mayCall(role: Role, contract: (typeof personal)[number]): boolean {
  const isRead = contract.method === 'GET' || contract.reads === true || contract.own === true;
  return ranks[role] >= ranks[contract.access as Role] && (role !== 'adviser' || isRead);
}

describe.each(personal.map((contract) => [contract.name, contract] as const))('%s', (_, contract) => {
  const request = { method: contract.method, url: samplePath(contract) };

  it('is closed without a log-in', async () => {
    const answer = await server.app.inject(request);
    expect(answer.statusCode).toBe(401);
    expect(answer.json().code).toBe('auth.required');
  });

  it.each(roles)('is open or closed to a %s as the contract says', async (role) => {
    const answer = await server.app.inject({ ...request, headers: { authorization: `Bearer ${role}` } });
    if (mayCall(role, contract)) expect([401, 403]).not.toContain(answer.statusCode);
    else expect(answer.json().code).toBe('auth.forbidden');
  });
});

describe.each(changing.map((contract) => [contract.name, contract] as const))('%s', (_, contract) => {
  const session = { [SESSION_COOKIE]: 'administrator' };
  const request = { method: contract.method, url: samplePath(contract), cookies: session };

  it('refuses a form of another site, which can not know the token', async () => {
    called.length = 0;
    const foreign = { ...request, headers: { 'content-type': 'text/plain' }, payload: '{}' };
    expect((await server.app.inject(foreign)).json().code).toBe('auth.csrf');
    const wrong = { ...request, headers: { [CSRF_HEADER]: 'csrf-viewer' } };
    expect((await server.app.inject(wrong)).json().code).toBe('auth.csrf');
    expect(called).toEqual([]);
  });

  it('refuses a page of another site even with the token', async () => {
    called.length = 0;
    const headers = {
      [CSRF_HEADER]: 'csrf-administrator',
      origin: 'https://evil.example',
      host: 'kojo.local:8443',
    };
    expect((await server.app.inject({ ...request, headers })).json().code).toBe('auth.foreign-page');
    expect(called).toEqual([]);
  });

  it('goes through from our own page', async () => {
    const headers = {
      [CSRF_HEADER]: 'csrf-administrator',
      origin: 'https://kojo.local:8443',
      host: 'kojo.local:8443',
    };
    expect([401, 403]).not.toContain((await server.app.inject({ ...request, headers })).statusCode);
  });
});

describe('an adviser', () => {
  it('is out when the time is over', async () => {
    const { app, clock } = await testServer(mounted);
    clock.jumpWall(Date.UTC(2031, 0, 1) - clock.now());
    const answer = await app.inject({ url: '/api/machines', headers: { authorization: 'Bearer adviser' } });
    expect(answer.json().code).toBe('auth.ended');
    await app.close();
  });
});

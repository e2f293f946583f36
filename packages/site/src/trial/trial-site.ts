import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FastClock, must, silentLog } from '@musubi/base';
import type { Person } from '@musubi/schema';
import {
  type ApiContract,
  addPerson,
  type Caller,
  logIn,
  type Output,
  type RawInput,
  setUpAdministrator,
} from '@musubi/schema/api';
import type { RecordStore } from '@musubi/store';
import { memoryDocuments, memoryRecords } from '@musubi/store/drivers';
import { openSite, type Site } from '../open-site.ts';
import { type TrialSeries, trialSeries } from './trial-series.ts';

/** A browser of the trial: its cookie, and who the site takes it for. */
export interface TrialBrowser {
  address: string;
  cookie: string | undefined;
}

/** A site on records in memory and the fast clock, called as the HTTP server calls it. */
export interface TrialSite extends AsyncDisposable {
  site: Site;
  records: RecordStore;
  series: TrialSeries;
  clock: FastClock;
  folder: string;
  /** The site on the same records and folders, as after a restart. */
  openAgain(): Promise<Site>;
  browser(address?: string): TrialBrowser;
  call<C extends ApiContract>(browser: TrialBrowser, contract: C, input: RawInput<C>): Promise<Output<C>>;
  /** A browser with the first administrator logged in. */
  administrator(): Promise<TrialBrowser & { person: Person }>;
  /** A browser with a new person logged in, whose own password is `longPassword`. */
  person(wish: {
    login: string;
    role: Person['role'];
    endsAt?: number;
  }): Promise<TrialBrowser & { person: Person }>;
}

export const longPassword = '梅の木 と 青い旋盤';

export async function openTrialSite(options: { keepBackups?: number } = {}): Promise<TrialSite> {
  const folder = await mkdtemp(join(tmpdir(), 'musubi-site-'));
  const clock = new FastClock();
  const records = memoryRecords({ clock });
  const stores = await trialStores(folder, clock);
  const open = () =>
    openSite({
      records,
      clock,
      log: silentLog,
      ...stores,
      ...options,
      passwordCost: { memory: 64, passes: 1, lanes: 1 },
    });
  const site = await open();
  const browser = (address = '192.168.0.20'): TrialBrowser => ({ address, cookie: undefined });
  const call: TrialSite['call'] = async (from, contract, input) => {
    const mounted = must(
      site.handlers().find((one) => one.contract === contract),
      contract.name,
    );
    const answer = await mounted.handle(contract.input.parse(input), {
      caller: await callerOf(site, from),
      signal: new AbortController().signal,
      upload: (async function* () {})(),
      session: {
        begin: (secret) => {
          from.cookie = secret;
        },
        end: () => {
          from.cookie = undefined;
        },
      },
    });
    return contract.output.parse(answer) as Output<typeof contract>;
  };
  let administrator: (TrialBrowser & { person: Person }) | undefined;
  const firstAdministrator = async () => {
    if (administrator) return administrator;
    const from = browser('192.168.0.2');
    const { person } = await call(from, setUpAdministrator, {
      setupSecret: must(site.setup.secret, 'the set-up secret'),
      login: 'boss',
      name: '工場長',
      password: longPassword,
      language: 'ja',
    });
    administrator = Object.assign(from, { person });
    return administrator;
  };
  return {
    site,
    records,
    series: stores.series,
    clock,
    folder,
    openAgain: open,
    browser,
    call,
    administrator: firstAdministrator,
    async person({ login, role, endsAt }) {
      const wish = {
        login,
        name: login,
        role,
        language: 'ja' as const,
        ...(endsAt === undefined ? {} : { endsAt }),
      };
      const { person, firstPassword } = await call(await firstAdministrator(), addPerson, wish);
      const from = browser();
      await call(from, logIn, { login, password: firstPassword, newPassword: longPassword });
      return Object.assign(from, { person });
    },
    async [Symbol.asyncDispose]() {
      await records[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function trialStores(folder: string, clock: FastClock) {
  const openScratch = async (restored: string) => ({
    series: await trialSeries(join(restored, 'series')),
    records: memoryRecords({ clock, from: join(restored, 'records') }),
  });
  const [keys, backups, scratch] = ['keys', 'backups', 'scratch'].map((name) => join(folder, name));
  return {
    series: await trialSeries(),
    documents: memoryDocuments(),
    folders: { keys: keys!, backups: backups!, scratch: scratch! },
    openScratch,
  };
}

async function callerOf(site: Site, { address, cookie }: TrialBrowser): Promise<Caller> {
  const isToken = cookie?.startsWith('mus_');
  const identity = cookie && (await (isToken ? site.resolveToken(cookie) : site.resolveSession(cookie)));
  if (!identity) return { kind: 'nobody', address, language: 'ja' };
  const { csrf: _, ...about } = identity;
  return { kind: 'person', ...about, via: isToken ? 'token' : 'session', address };
}

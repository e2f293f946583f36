import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom, silentLog, systemClock } from '@musubi/base';
import { addToken, setUpAdministrator } from '@musubi/schema/api';
import { type Running, readConfig, startMusubi } from '@musubi/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClient } from './client/client.ts';
import { startSession } from './client/start-session.ts';
import { commands } from './commands/index.ts';
import { runCli } from './run-cli.ts';

let folder: string;
let data: string;
let musubi: Running | undefined;
let token: string;

function start(): Promise<Running> {
  const ports = ['https', 'http', 'mqtt-tls', 'mqtt'].flatMap((name) => [`--${name}-port`, '0']);
  const read = readConfig(['--data', data, '--host', '127.0.0.1', '--empty', ...ports], {});
  const effects = { clock: systemClock, random: seededRandom(1), log: silentLog, print: () => {} };
  return startMusubi(read, { ...effects, webFolder: folder, checkOutputs: true });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'musubi-cli-'));
  data = join(folder, 'data');
  musubi = await start();
  const connection = { url: musubi.address, ca: musubi.authority };
  const person = { login: 'aki', password: 'hasami-7-midori' };
  const setUp = { ...person, name: '秋', language: 'ja', setupSecret: musubi.setupSecret! } as const;
  await openClient(connection).call(setUpAdministrator, setUp);
  const session = await startSession(connection, person.login, person.password);
  token = (await openClient(connection, session).call(addToken, { name: 'trial' })).secret;
});
afterAll(async () => {
  await musubi?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a command line says, and how it ends. */
async function musubiCommand(...args: string[]) {
  const out: string[] = [];
  const aside: string[] = [];
  const code = await runCli({
    args,
    environment: { LANG: 'en_GB.UTF-8', MUSUBI_DATA: data, XDG_CONFIG_HOME: folder },
    out: (line) => out.push(line),
    aside: (line) => aside.push(line),
    now: () => systemClock.now(),
    signal: new AbortController().signal,
  });
  const text = out.join('\n');
  return { code, text, aside: aside.join('\n'), json: () => JSON.parse(text) };
}

const CSV = `time,temperature,state
2026-11-24T09:00:00+09:00,20.5,run
2026-11-24T09:00:01+09:00,20.7,run
2026-11-24T09:00:02+09:00,21.1,stop
`;

describe('the command line', () => {
  it('explains itself and every command', async () => {
    const help = await musubiCommand('--help');
    for (const { name } of commands) {
      expect(help.text).toContain(name);
      const own = await musubiCommand(name, '--help');
      expect([own.code, own.text]).toEqual([0, expect.stringContaining('--json')]);
    }
  });

  it('imports a file, reads it again, and exports it', async () => {
    const file = join(folder, '恒温槽.csv');
    writeFileSync(file, CSV);
    expect((await musubiCommand('import', file, '--preview', '--json')).json().columns).toHaveLength(3);
    expect((await musubiCommand('import', file, '--json')).json()).toMatchObject({ stored: 6, rowErrors: 0 });
    expect((await musubiCommand('import', file, '--json')).json()).toMatchObject({
      stored: 0,
      duplicates: 6,
    });
    const span = ['--from', '2026-11-24T08:00:00+09:00', '--to', '2026-11-24T10:00:00+09:00'];
    const read = (await musubiCommand('query', '恒温槽/temperature', ...span, '--json')).json();
    expect(read.series[0].last).toEqual([20.5, 20.7, 21.1]);
    const target = join(folder, 'out.csv');
    const exported = await musubiCommand('export', '恒温槽/*', ...span, '--out', target);
    expect(exported.code).toBe(0);
    expect(readFileSync(target, 'utf8').split('\r\n')).toHaveLength(1 + 6 + 1);
  });

  it('looks after people; what it does stands in the audit log', async () => {
    const added = (
      await musubiCommand('user', 'add', 'ken', '--role', 'worker', '--name', '健', '--json')
    ).json();
    expect(added).toMatchObject({
      person: { login: 'ken', role: 'worker' },
      firstPassword: expect.any(String),
    });
    expect((await musubiCommand('user', 'disable', 'ken')).code).toBe(0);
    const people = (await musubiCommand('user', 'list', '--json')).json();
    const ken = people.find((one: { login: string }) => one.login === 'ken');
    expect(ken).toMatchObject({ name: '健', disabledAt: expect.any(Number) });
    expect((await musubiCommand('audit', 'verify', '--json')).json().intact).toBe(true);
    const [newest] = (await musubiCommand('audit', 'list', '--json')).json();
    expect(newest).toMatchObject({ act: 'person.changed', actor: 'system' });
  });

  it('makes a backup and brings it back into an empty folder', async () => {
    const made = (await musubiCommand('backup', 'now', '--json')).json();
    expect(made).toMatchObject({ state: 'good', readings: 6 });
    const proof = ['--token', token, '--password', 'hasami-7-midori'];
    const { key } = (await musubiCommand('backup', 'key', ...proof, '--json')).json();
    const { folder: backups } = (await musubiCommand('backup', 'list', '--json')).json();
    const file = join(backups, `${made.id}.musubi-backup`);
    const occupied = await musubiCommand('restore', file, '--key', key);
    expect([occupied.code, occupied.aside]).toEqual([1, expect.stringContaining('restore.folder-not-empty')]);
    const into = join(folder, 'restored');
    const done = (await musubiCommand('restore', file, '--key', key, '--into', into, '--json')).json();
    expect(done).toMatchObject({ readings: 6 });
  });

  it('shows the configuration and examines this computer, also while nothing runs', async () => {
    await musubi?.close();
    musubi = undefined;
    const explained = (await musubiCommand('config', '--explain', '--json')).json();
    expect(explained.find((one: { name: string }) => one.name === 'data')).toMatchObject({
      value: data,
      origin: 'MUSUBI_DATA',
    });
    const findings = (await musubiCommand('doctor', '--json')).json();
    expect(findings.map((one: { what: string }) => one.what)).toEqual(
      expect.arrayContaining(['node', 'settings', 'folder', 'running', 'certificate', 'disk']),
    );
    const closed = await musubiCommand('query');
    expect([closed.code, closed.aside]).toEqual([1, expect.stringContaining('client.no-connection')]);
  });

  it('says what it did not understand', async () => {
    expect(await musubiCommand('qurey')).toMatchObject({ code: 2 });
    expect(await musubiCommand('query', '--fron', '1')).toMatchObject({ code: 2 });
    expect((await musubiCommand('export', 'a/b')).aside).toContain('--out');
  });
});

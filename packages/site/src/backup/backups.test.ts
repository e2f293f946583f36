import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FastClock } from '@musubi/base';
import { personRecord } from '@musubi/schema';
import { getBackupKey, listBackups, startBackup } from '@musubi/schema/api';
import { memoryRecords } from '@musubi/store/drivers';
import { describe, expect, it } from 'vitest';
import { longPassword, openTrialSite, type TrialSite } from '../trial/trial-site.ts';
import { newRecoveryKey } from './recovery-key.ts';
import { restoreBackup } from './restore-backup.ts';

async function backUp(trial: TrialSite) {
  await trial.call(await trial.administrator(), startBackup, {});
  return (await trial.site.backups.settled())!;
}

const fileOf = (trial: TrialSite, id: string) => join(trial.folder, 'backups', `${id}.musubi-backup`);

describe('a backup', () => {
  it('is good only after it was restored and looked at, and then brings everything back', async () => {
    await using trial = await openTrialSite();
    trial.series.content = randomBytes(8 * 100_000);
    await trial.administrator();
    await trial.site.certificates.load(['kojo-pc'], []);
    const info = await backUp(trial);
    expect(info).toMatchObject({ state: 'good', readings: 100_000 });
    const into = join(trial.folder, 'restored');
    const key = await trial.site.backups.recoveryKey();
    const fractions: number[] = [];
    await restoreBackup({ file: fileOf(trial, info.id), key, into, onProgress: (f) => fractions.push(f) });
    expect(fractions.at(-1)).toBe(1);
    expect((await readFile(join(into, 'series', 'segment.bin'))).equals(trial.series.content)).toBe(true);
    const records = memoryRecords({ clock: new FastClock(), from: join(into, 'records') });
    expect((await records.list(personRecord)).map(({ value }) => value.login)).toEqual(['boss']);
    expect((await readdir(join(into, 'keys'))).sort()).toEqual(['ca.crt', 'ca.key', 'recovery.key']);
    for (const name of ['ca.key', 'recovery.key']) {
      const [before, after] = [join(trial.folder, 'keys', name), join(into, 'keys', name)];
      expect(await readFile(after, 'utf8')).toBe(await readFile(before, 'utf8'));
      expect((await stat(after)).mode & 0o777).toBe(0o600);
    }
  });

  it('leaves nothing half-done behind and its line in the audit log', async () => {
    await using trial = await openTrialSite();
    const info = await backUp(trial);
    expect(await readdir(join(trial.folder, 'scratch'))).toEqual([]);
    expect((await readdir(join(trial.folder, 'backups'))).sort()).toEqual([
      `${info.id}.json`,
      `${info.id}.musubi-backup`,
    ]);
    const acts = (await trial.records.entries({ limit: 2 })).map(({ act, target }) => [act, target]);
    expect(acts).toEqual([
      ['backup.verified', info.id],
      ['backup.started', info.id],
    ]);
  });

  it('that was interrupted is no backup: the next start clears it away', async () => {
    await using trial = await openTrialSite();
    const { id } = await backUp(trial);
    await writeFile(join(trial.folder, 'backups', 'half.musubi-backup.partial'), 'half');
    await mkdir(join(trial.folder, 'scratch', 'backup'));
    await trial.openAgain();
    expect((await readdir(join(trial.folder, 'backups'))).sort()).toEqual([
      `${id}.json`,
      `${id}.musubi-backup`,
    ]);
    expect(await readdir(join(trial.folder, 'scratch'))).toEqual([]);
  });

  it('shows its progress, and is the only one meanwhile', async () => {
    await using trial = await openTrialSite();
    const boss = await trial.administrator();
    const gate = Promise.withResolvers<void>();
    trial.series.beforeSnapshot = () => gate.promise;
    const { id } = await trial.call(boss, startBackup, {});
    const second = trial.call(boss, startBackup, {});
    await expect(second).rejects.toMatchObject({ code: 'backup.already-running' });
    const { backups } = await trial.call(boss, listBackups, {});
    expect(backups).toMatchObject([{ id, state: 'running' }]);
    gate.resolve();
    expect(await trial.site.backups.settled()).toMatchObject({ id, state: 'good' });
  });

  it('that fails keeps the last good one and says why', async () => {
    await using trial = await openTrialSite();
    const good = await backUp(trial);
    trial.clock.jumpWall(1_000);
    trial.series.beforeSnapshot = async () => {
      // What is copied then is less than what was there when the copy began.
      trial.series.content = trial.series.content.subarray(8);
    };
    trial.series.content = randomBytes(800);
    const failed = await backUp(trial);
    expect(failed).toMatchObject({ state: 'failed', problem: 'backup.not-verified' });
    const listed = (await trial.site.backups.list()).map(({ id, state }) => [id, state]);
    expect(listed).toEqual([
      [failed.id, 'failed'],
      [good.id, 'good'],
    ]);
    expect(await readdir(join(trial.folder, 'backups'))).not.toContain(`${failed.id}.musubi-backup`);
    await stat(fileOf(trial, good.id));
  });

  it('stays among the last few only', async () => {
    await using trial = await openTrialSite({ keepBackups: 2 });
    const ids = [];
    for (let i = 0; i < 4; i++) {
      trial.clock.jumpWall(60_000);
      ids.push((await backUp(trial)).id);
    }
    expect((await trial.site.backups.list()).map(({ id }) => id)).toEqual(ids.slice(2).reverse());
  });

  it('says so when its folder is not there, or its file is gone', async () => {
    await using trial = await openTrialSite();
    const { id } = await backUp(trial);
    await rm(fileOf(trial, id));
    expect(await trial.site.backups.list()).toMatchObject([
      { id, state: 'failed', problem: 'backup.file-gone' },
    ]);
    await using other = await openTrialSite();
    await writeFile(join(other.folder, 'backups'), 'a file where the disk should be');
    expect(await backUp(other)).toMatchObject({ state: 'failed', problem: 'backup.folder-missing' });
  });

  it('shows the key that opens it only against the password', async () => {
    await using trial = await openTrialSite();
    const boss = await trial.administrator();
    await expect(trial.call(boss, getBackupKey, { password: 'wrong wrong' })).rejects.toMatchObject({
      code: 'password.wrong-current',
    });
    expect((await trial.call(boss, listBackups, {})).keySheetSeen).toBe(false);
    const { key } = await trial.call(boss, getBackupKey, { password: longPassword });
    expect(key).toBe(await trial.site.backups.recoveryKey());
    expect((await trial.call(boss, listBackups, {})).keySheetSeen).toBe(true);
    expect((await trial.records.entries({ limit: 1 }))[0]?.act).toBe('backup-key.shown');
  });
});

describe('restoring', () => {
  it('is refused whole for a wrong key, a changed file, a cut file, a folder in use', async () => {
    await using trial = await openTrialSite();
    trial.series.content = randomBytes(8 * 50_000);
    const { id } = await backUp(trial);
    const key = await trial.site.backups.recoveryKey();
    const whole = await readFile(fileOf(trial, id));
    const into = join(trial.folder, 'restored');
    const restore = async (bytes: Uint8Array, typed = key) => {
      const file = join(trial.folder, 'tried.musubi-backup');
      await writeFile(file, bytes);
      const code = await restoreBackup({ file, key: typed, into }).then(
        () => 'restored',
        (error) => error.code,
      );
      const left = (await readdir(trial.folder)).filter((name) => name.startsWith('restored'));
      return [code, left];
    };
    const flipped = Buffer.from(whole);
    flipped[200_000]! ^= 1;
    expect(await restore(flipped)).toEqual(['restore.damaged', []]);
    expect(await restore(whole.subarray(0, 300_000))).toEqual(['restore.damaged', []]);
    expect(await restore(whole.subarray(0, 56 + 262_160))).toEqual(['restore.truncated', []]);
    expect(await restore(whole, newRecoveryKey())).toEqual(['restore.wrong-key', []]);
    expect(await restore(whole, 'my dog')).toEqual(['restore.mistyped-key', []]);
    expect(await restore(Buffer.from('no backup at all'))).toEqual(['restore.not-a-backup', []]);
    await mkdir(into);
    await writeFile(join(into, 'something'), '');
    expect(await restore(whole)).toEqual(['restore.folder-not-empty', ['restored']]);
    await rm(join(into, 'something'));
    expect(await restore(whole)).toEqual(['restored', ['restored']]);
  });
});

import { copyFile, mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FastClock, seededRandom, silentLog } from '@musubi/base';
import { type Asset, asset, assetRecord, defineRecord, put } from '@musubi/schema';
import { describe, expect, it } from 'vitest';
import { inScratchFolder } from '../../conformance/scratch.ts';
import { openSqliteRecords } from './sqlite-records.ts';

const open = (folder: string) => openSqliteRecords({ folder, clock: new FastClock(), log: silentLog });

const machine = (id: string): Asset => ({
  id,
  name: `機械 ${id} `.repeat(5).trim(),
  kind: 'machine',
  simulated: false,
  createdAt: 1,
});

const ids = Array.from({ length: 200 }, (_, i) => `m${String(i).padStart(3, '0')}`);

/** The same records, looked up by an index. */
const byKind = defineRecord({ name: 'asset', version: 1, schema: asset, indexes: ['kind'] });

async function fill(folder: string): Promise<void> {
  await using records = await open(folder);
  for (const id of ids) {
    const entry = {
      actor: 'system',
      actorName: '',
      act: 'asset.added',
      result: 'done',
      details: {},
    } as const;
    await records.writeAudited([put(assetRecord, id, machine(id))], entry);
  }
  await records.list(byKind, { where: { kind: 'machine' } });
}

describe('SQLite records on a damaged disk', () => {
  it('a changed row is refused, named, and hides no other', () =>
    inScratchFolder(async (folder) => {
      await fill(folder);
      const database = new DatabaseSync(join(folder, 'records.sqlite'));
      database.exec(`UPDATE record SET json = replace(json, 'machine', 'line') WHERE id = 'm007'`);
      database.close();
      await using records = await open(folder);
      await expect(records.get(assetRecord, 'm007')).rejects.toMatchObject({ code: 'record.damaged' });
      expect(await records.list(assetRecord)).toHaveLength(199);
      expect(records.setAside).toMatchObject([{ file: 'asset/m007', reason: 'record.damaged' }]);
      await records.write([put(assetRecord, 'm007', machine('m007'))]);
      expect((await records.get(assetRecord, 'm007'))?.value.kind).toBe('machine');
    }));

  it('a cut tail of the audit log shows against the head beside it, also after more was written', () =>
    inScratchFolder(async (folder) => {
      await fill(folder);
      const database = new DatabaseSync(join(folder, 'records.sqlite'));
      database.exec('DELETE FROM audit WHERE sequence > 150');
      database.close();
      for (const start of [1, 2]) {
        await using records = await open(folder);
        const entry = {
          actor: 'system',
          actorName: '',
          act: `start.${start}`,
          result: 'done',
          details: {},
        } as const;
        await records.writeAudited([], entry);
        expect((await records.head()).count).toBe(200);
        expect(records.setAside).toMatchObject([{ reason: 'audit.truncated' }]);
      }
    }));

  it('starts whatever was cut off or overwritten, and shows no wrong value', () =>
    inScratchFolder(async (root) => {
      const whole = join(root, 'whole');
      await fill(whole);
      const size = (await stat(join(whole, 'records.sqlite'))).size;
      const random = seededRandom(7);
      let kept = 0;
      for (let i = 0; i < 40; i++) {
        const folder = join(root, `case-${i}`);
        await mkdir(folder);
        for (const name of ['records.sqlite', 'audit-head.json'])
          await copyFile(join(whole, name), join(folder, name));
        const file = join(folder, 'records.sqlite');
        const offset = Math.floor((size * (i >> 1)) / 20);
        if (i % 2 === 0) await truncate(file, offset);
        else await overwrite(file, offset, random);
        await using records = await open(folder);
        const found = await records.list(assetRecord);
        for (const { id, value } of found) expect(value).toEqual(machine(id));
        if (found.length < ids.length) expect(records.setAside.length).toBeGreaterThan(0);
        await records.write([put(assetRecord, 'new', machine('new'))]);
        kept += found.length;
      }
      // Salvage is worth its lines: far more than nothing survives on average.
      expect(kept).toBeGreaterThan(40 * ids.length * 0.25);
    }));

  it('a flipped bit anywhere gives no wrong record, and never goes unsaid where one is lost (F10)', () =>
    inScratchFolder(async (root) => {
      const whole = join(root, 'whole');
      await fill(whole);
      const bytes = await readFile(join(whole, 'records.sqlite'));
      const random = seededRandom(11);
      for (let i = 0; i < 200; i++) {
        const folder = join(root, `case-${i}`);
        await mkdir(folder);
        const flipped = Buffer.from(bytes);
        flipped[Math.floor(random() * bytes.length)]! ^= 1 << Math.floor(random() * 8);
        await writeFile(join(folder, 'records.sqlite'), flipped);
        await using records = await open(folder);
        const all = await records.list(assetRecord);
        for (const { id, value } of all) expect(value).toEqual(machine(id));
        const found = await records.list(byKind, { where: { kind: 'machine' } });
        expect(found).toEqual(all);
        if (all.length < ids.length) expect(records.setAside.length).toBeGreaterThan(0);
      }
    }));

  it('a file set aside stays where it was put, and stays named', () =>
    inScratchFolder(async (folder) => {
      await fill(folder);
      await writeFile(
        join(folder, 'records.sqlite'),
        'no database at all, but long enough to be looked at'.repeat(90),
      );
      for (const _ of [1, 2]) {
        await using records = await open(folder);
        const aside = records.setAside.find(({ reason }) => reason === 'record.file-damaged');
        expect((await readFile(join(folder, 'set-aside', aside!.file), 'utf8')).slice(0, 11)).toBe(
          'no database',
        );
      }
    }));

  it('refuses the records of a newer program, but not those whose version a bit has changed', () =>
    inScratchFolder(async (folder) => {
      await fill(folder);
      const database = new DatabaseSync(join(folder, 'records.sqlite'));
      database.exec(`PRAGMA user_version = ${99 * 0x1_0001}`);
      database.close();
      await expect(open(folder)).rejects.toMatchObject({ code: 'record.too-new' });
      const again = new DatabaseSync(join(folder, 'records.sqlite'));
      again.exec('PRAGMA user_version = 257');
      again.close();
      await using records = await open(folder);
      expect(await records.list(assetRecord)).toHaveLength(200);
    }));
});

async function overwrite(file: string, offset: number, random: () => number): Promise<void> {
  const bytes = await readFile(file);
  for (let i = offset; i < Math.min(offset + 600, bytes.length); i++) bytes[i] = Math.floor(random() * 256);
  await writeFile(file, bytes);
}

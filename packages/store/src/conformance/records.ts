import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FastClock } from '@musubi/base';
import { type AuditDraft, asset, assetRecord, defineRecord, put, type Role, remove } from '@musubi/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditHash, EMPTY_AUDIT } from '../audit-chain.ts';
import type { RecordStore } from '../records.ts';
import { inScratchFolder } from './scratch.ts';

/** Opens the driver in `folder`: empty at first, later perhaps filled by itself or by a snapshot. */
export type OpenRecords = (at: { folder: string; clock: FastClock }) => Promise<RecordStore>;

const lathe = (name: string, kind: 'machine' | 'line' = 'machine') => ({
  id: 'lathe',
  name,
  kind,
  simulated: false,
  createdAt: 1,
});

/** The same assets, to be looked up by kind and place. */
const placedAsset = defineRecord({
  name: 'asset',
  version: 1,
  schema: asset,
  indexes: ['kind', 'place'],
});

const draft = (act: string): AuditDraft => ({
  actor: 'person:per_1',
  actorName: '佐藤',
  act,
  result: 'done',
  details: { role: 'worker' satisfies Role },
});

/** Every driver of records passes this; `durable` ones keep their records when they are opened again. */
export function testRecordStore(name: string, open: OpenRecords, options = { durable: true }): void {
  const withStore = (test: (store: RecordStore, clock: FastClock, folder: string) => Promise<void>) => () =>
    inScratchFolder(async (root) => {
      const folder = join(root, 'records');
      await mkdir(folder);
      const clock = new FastClock();
      await using store = await open({ folder, clock });
      await test(store, clock, root);
    });

  describe(`${name}: records`, () => {
    it(
      'answers what was written, with revision and time',
      withStore(async (store, clock) => {
        await store.write([put(assetRecord, 'lathe', lathe('旋盤 1'))]);
        clock.jumpWall(5_000);
        await store.write([put(assetRecord, 'lathe', lathe('旋盤 2'))]);
        expect(await store.get(assetRecord, 'lathe')).toEqual({
          id: 'lathe',
          value: lathe('旋盤 2'),
          revision: 2,
          changedAt: clock.now(),
        });
        for (const id of ['mill', 'constructor', '__proto__']) {
          expect(await store.get(assetRecord, id)).toBeUndefined();
        }
      }),
    );

    it(
      'never lends its own values',
      withStore(async (store) => {
        const value = lathe('旋盤');
        await store.write([put(assetRecord, 'lathe', value)]);
        value.name = 'changed outside';
        const answered = await store.get(assetRecord, 'lathe');
        answered!.value.name = 'changed outside';
        expect((await store.get(assetRecord, 'lathe'))?.value.name).toBe('旋盤');
      }),
    );

    it(
      'lists by id, in pages, by indexed members alone',
      withStore(async (store) => {
        const ids = ['c', 'a', 'd', 'B', '__proto__'];
        await store.write(ids.map((id) => put(placedAsset, id, lathe(id, id === 'a' ? 'line' : 'machine'))));
        const listed = async (query: Parameters<typeof store.list<ReturnType<typeof lathe>>>[1]) =>
          (await store.list(placedAsset as never, query)).map(({ id }) => id);
        expect(await listed({})).toEqual(['B', '__proto__', 'a', 'c', 'd']);
        expect(await listed({ after: 'a', limit: 1 })).toEqual(['c']);
        expect(await listed({ where: { kind: 'line' } })).toEqual(['a']);
        await expect(listed({ where: { name: 'a' } })).rejects.toMatchObject({ code: 'record.not-indexed' });
      }),
    );

    it(
      'finds records that lack a member',
      withStore(async (store) => {
        await store.write([
          put(placedAsset, 'a', lathe('a')),
          put(placedAsset, 'b', { ...lathe('b'), place: '第2工場' }),
        ]);
        const without = await store.list(placedAsset, { where: { place: undefined } });
        const there = await store.list(placedAsset, { where: { place: '第2工場' } });
        expect([without.map(({ id }) => id), there.map(({ id }) => id)]).toEqual([['a'], ['b']]);
      }),
    );

    it(
      'follows a member that changes',
      withStore(async (store) => {
        await store.write([put(placedAsset, 'a', lathe('a', 'machine'))]);
        await store.write([put(placedAsset, 'a', lathe('a', 'line'))]);
        expect(await store.list(placedAsset, { where: { kind: 'machine' } })).toEqual([]);
        await store.write([remove(placedAsset, 'a')]);
        expect(await store.list(placedAsset, { where: { kind: 'line' } })).toEqual([]);
      }),
    );

    it(
      'refuses a write that another has overtaken, whole',
      withStore(async (store) => {
        await store.write([put(assetRecord, 'lathe', lathe('1'), 0)]);
        const late = store.write([
          put(assetRecord, 'mill', lathe('2')),
          put(assetRecord, 'lathe', lathe('3'), 0),
        ]);
        await expect(late).rejects.toMatchObject({ code: 'record.changed', fault: 'caller' });
        await expect(store.write([remove(assetRecord, 'lathe', 7)])).rejects.toMatchObject({
          code: 'record.changed',
        });
        expect((await store.list(assetRecord)).map(({ value }) => value.name)).toEqual(['1']);
      }),
    );

    it(
      'lets exactly one of many first writers win, without harm to their neighbours',
      withStore(async (store) => {
        const writes = Array.from({ length: 20 }, (_, i) => [
          store.write([put(assetRecord, 'lathe', lathe(`${i}`), 0)]),
          store.write([put(assetRecord, `mill-${i}`, lathe(`${i}`))]),
        ]).flat();
        const outcomes = await Promise.allSettled(writes);
        expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(19);
        expect(await store.list(assetRecord)).toHaveLength(21);
      }),
    );

    it(
      'refuses values that break their schema',
      withStore(async (store) => {
        const bad = put(assetRecord, 'lathe', { ...lathe('x'), kind: 'spaceship' as 'machine' });
        await expect(store.write([bad])).rejects.toMatchObject({ code: 'record.invalid' });
        await expect(store.write([put(assetRecord, '', lathe('x'))])).rejects.toMatchObject({
          code: 'record.invalid',
        });
        expect(await store.list(assetRecord)).toEqual([]);
      }),
    );

    it(
      'lifts values of older versions and refuses newer ones',
      withStore(async (store) => {
        const newer = defineRecord({
          name: 'asset',
          version: 2,
          schema: asset,
          migrations: { 1: (old) => ({ ...(old as object), place: '第1工場' }) },
          indexes: ['place'],
        });
        await store.write([put(assetRecord, 'lathe', lathe('旋盤'))]);
        expect((await store.get(newer, 'lathe'))?.value.place).toBe('第1工場');
        await store.write([put(newer, 'lathe', lathe('旋盤'))]);
        await expect(store.get(assetRecord, 'lathe')).rejects.toMatchObject({ code: 'record.too-new' });
      }),
    );

    it(
      'finds older values by members that only the newer version knows',
      withStore(async (store) => {
        await store.write([put(assetRecord, 'lathe', lathe('旋盤'))]);
        const newer = defineRecord({
          name: 'asset',
          version: 2,
          schema: asset,
          migrations: { 1: (old) => ({ ...(old as object), place: '第1工場' }) },
          indexes: ['place'],
        });
        const found = await store.list(newer, { where: { place: '第1工場' } });
        expect(found.map(({ id, revision }) => [id, revision])).toEqual([['lathe', 1]]);
      }),
    );

    it(
      'behaves like a plain map under any sequence of writes',
      withStore(async (store) => {
        const model = new Map<string, { name: string; revision: number }>();
        const change = fc.record({
          id: fc.constantFrom('a', 'b', 'c'),
          name: fc.option(fc.constantFrom('x', 'y', 'z')),
          expected: fc.option(fc.nat(3), { freq: 3, nil: undefined }),
        });
        const check = async (
          changes: { id: string; name: string | null; expected: number | undefined }[],
        ) => {
          const next = new Map(model);
          let conflict = false;
          for (const { id, name, expected } of changes) {
            const revision = next.get(id)?.revision ?? 0;
            conflict ||= expected !== undefined && expected !== revision;
            if (name === null) next.delete(id);
            else next.set(id, { name, revision: revision + 1 });
          }
          const write = store.write(
            changes.map(({ id, name, expected }) =>
              name === null ? remove(assetRecord, id, expected) : put(assetRecord, id, lathe(name), expected),
            ),
          );
          if (conflict) await expect(write).rejects.toMatchObject({ code: 'record.changed' });
          else await write;
          if (!conflict) {
            model.clear();
            for (const [id, value] of next) model.set(id, value);
          }
          const kept = (await store.list(assetRecord)).map(({ id, value, revision }) => [
            id,
            { name: value.name, revision },
          ]);
          expect(kept).toEqual([...model].sort(([a], [b]) => (a < b ? -1 : 1)));
        };
        await fc.assert(fc.asyncProperty(fc.array(change, { maxLength: 4 }), check), { numRuns: 60 });
      }),
    );

    it(
      'copies a state that can be opened',
      withStore(async (store, clock, root) => {
        await store.writeAudited([put(placedAsset, 'lathe', lathe('旋盤'))], draft('asset.added'));
        const folder = join(root, 'copy');
        await mkdir(folder);
        await store.snapshot(folder);
        await store.write([put(placedAsset, 'mill', lathe('later'))]);
        await using copy = await open({ folder, clock });
        expect((await copy.list(placedAsset, { where: { kind: 'machine' } })).map(({ id }) => id)).toEqual([
          'lathe',
        ]);
        expect(await copy.head()).toEqual(await store.head());
        expect(copy.setAside).toEqual([]);
      }),
    );

    it(
      'copies one moment while writing goes on',
      withStore(async (store, clock, root) => {
        const folder = join(root, 'copy');
        await mkdir(folder);
        const add = (i: number) =>
          store.writeAudited([put(assetRecord, `a${i}`, lathe(`${i}`))], draft('asset.added'));
        for (let i = 0; i < 20; i++) await add(i);
        const copying = store.snapshot(folder);
        for (let i = 20; i < 60; i++) await add(i);
        await copying;
        await using copy = await open({ folder, clock });
        const { count, hash } = await copy.head();
        expect(await copy.list(assetRecord)).toHaveLength(count);
        expect(count).toBeGreaterThanOrEqual(20);
        const chain = await Array.fromAsync(store.chain());
        expect([chain.length, chain[count - 1]?.hash]).toEqual([60, hash]);
      }),
    );

    it('refuses to write once closed', async () =>
      inScratchFolder(async (folder) => {
        const store = await open({ folder, clock: new FastClock() });
        await store[Symbol.asyncDispose]();
        await expect(store.write([put(assetRecord, 'a', lathe('a'))])).rejects.toMatchObject({
          code: 'record.closed',
        });
      }));
  });

  describe(`${name}: audit log`, () => {
    it(
      'chains every act to the one before',
      withStore(async (store, clock) => {
        expect(await store.head()).toEqual(EMPTY_AUDIT);
        for (const act of ['person.added', 'login.refused', 'person.added']) {
          clock.jumpWall(1);
          await store.writeAudited([], draft(act));
        }
        const chain = await Array.fromAsync(store.chain());
        expect(chain.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
        expect(chain.map(({ hash }) => hash)).toEqual(chain.map(auditHash));
        expect(chain.map(({ previous }) => previous)).toEqual([
          EMPTY_AUDIT.hash,
          chain[0]!.hash,
          chain[1]!.hash,
        ]);
        expect(await store.head()).toEqual({ count: 3, hash: chain[2]!.hash });
      }),
    );

    it(
      'answers newest first, in pages, by act',
      withStore(async (store) => {
        for (const act of ['a', 'b', 'a', 'b', 'a']) await store.writeAudited([], draft(act));
        const sequences = async (query: Parameters<RecordStore['entries']>[0]) =>
          (await store.entries(query)).map(({ sequence }) => sequence);
        expect(await sequences({ limit: 2 })).toEqual([5, 4]);
        expect(await sequences({ limit: 2, before: 4 })).toEqual([3, 2]);
        expect(await sequences({ limit: 9, act: 'a' })).toEqual([5, 3, 1]);
      }),
    );

    it(
      'adds no line for an act that was refused, and changes nothing without its line',
      withStore(async (store) => {
        const refused = store.writeAudited(
          [put(assetRecord, 'lathe', lathe('x'), 4)],
          draft('asset.changed'),
        );
        await expect(refused).rejects.toMatchObject({ code: 'record.changed' });
        const nameless = store.writeAudited([put(assetRecord, 'lathe', lathe('x'))], {
          ...draft('asset.added'),
          result: 'perhaps' as 'done',
        });
        await expect(nameless).rejects.toMatchObject({ code: 'record.invalid' });
        expect([await store.head(), await store.list(assetRecord)]).toEqual([EMPTY_AUDIT, []]);
      }),
    );

    it(
      'keeps one chain while many write at once',
      withStore(async (store) => {
        const acts = Array.from({ length: 30 }, (_, i) => store.writeAudited([], draft(`act.${i}`)));
        const sequences = (await Promise.all(acts)).map(({ sequence }) => sequence);
        expect(new Set(sequences).size).toBe(30);
        const chain = await Array.fromAsync(store.chain());
        chain.forEach((entry, i) => {
          expect(entry.previous).toBe(chain[i - 1]?.hash ?? EMPTY_AUDIT.hash);
        });
      }),
    );
  });

  describe.runIf(options.durable)(`${name}: opened again`, () => {
    it('has all records and the whole audit log', () =>
      inScratchFolder(async (folder) => {
        const clock = new FastClock();
        const before = await open({ folder, clock });
        await before.writeAudited([put(placedAsset, 'lathe', lathe('旋盤'))], draft('asset.added'));
        const head = await before.head();
        await before[Symbol.asyncDispose]();
        await using after = await open({ folder, clock });
        expect((await after.get(placedAsset, 'lathe'))?.value).toEqual(lathe('旋盤'));
        expect(await after.head()).toEqual(head);
        expect((await after.writeAudited([], draft('next'))).previous).toBe(head.hash);
      }));
  });
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@musubi/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentStore } from '../documents.ts';
import { inScratchFolder } from './scratch.ts';

/** Opens the driver in `folder`: empty at first, later perhaps filled by itself or by a snapshot. */
export type OpenDocuments = (at: { folder: string }) => Promise<DocumentStore>;

async function* chunks(...parts: (string | Uint8Array)[]): AsyncIterable<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

async function read(store: DocumentStore, address: string): Promise<Buffer | undefined> {
  const content = await store.get(address);
  return content && Buffer.concat(await Array.fromAsync(content));
}

/** Every driver of documents passes this; `durable` ones keep them when they are opened again. */
export function testDocumentStore(name: string, open: OpenDocuments, options = { durable: true }): void {
  const withStore = (test: (store: DocumentStore, root: string) => Promise<void>) => () =>
    inScratchFolder(async (root) => {
      const folder = join(root, 'documents');
      await mkdir(folder);
      await using store = await open({ folder });
      await test(store, root);
    });

  describe(`${name}: documents`, () => {
    it(
      'keeps a file under the hash of its content',
      withStore(async (store) => {
        const kept = await store.put(chunks('図面', ' A-1'));
        expect(kept).toEqual({ sha256: sha256('図面 A-1'), bytes: Buffer.byteLength('図面 A-1') });
        expect((await read(store, kept.sha256))?.toString()).toBe('図面 A-1');
        expect(await store.has(kept.sha256)).toBe(true);
      }),
    );

    it(
      'answers any content as it came, however it was cut',
      withStore(async (store) => {
        const check = async (parts: Uint8Array[]) => {
          const whole = Buffer.concat(parts);
          const kept = await store.put(chunks(...parts));
          expect(kept).toEqual({ sha256: sha256(whole), bytes: whole.length });
          expect((await read(store, kept.sha256))?.equals(whole)).toBe(true);
        };
        await fc.assert(fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 })), check), {
          numRuns: 40,
        });
      }),
    );

    it(
      'keeps the same content once, also when it comes twice at a time',
      withStore(async (store) => {
        const [a, b] = await Promise.all([store.put(chunks('x', 'y')), store.put(chunks('xy'))]);
        expect(a).toEqual(b);
        await store.remove(a!.sha256);
        expect(await store.has(a!.sha256)).toBe(false);
      }),
    );

    it(
      'knows nothing of other addresses, whatever they look like',
      withStore(async (store) => {
        for (const address of ['', '..', '../documents', 'x', sha256('never kept'), `${sha256('x')}/..`]) {
          expect(await store.has(address)).toBe(false);
          expect(await store.get(address)).toBeUndefined();
          await store.remove(address);
        }
      }),
    );

    it(
      'keeps nothing of a delivery that breaks off',
      withStore(async (store) => {
        async function* breaking() {
          yield Buffer.from('half');
          throw new RangeError('the line went down');
        }
        await expect(store.put(breaking())).rejects.toThrow('the line went down');
        expect(await store.has(sha256('half'))).toBe(false);
      }),
    );

    it(
      'copies a state that can be opened',
      withStore(async (store, root) => {
        const kept = await store.put(chunks('検査成績書'));
        const folder = join(root, 'copy');
        await mkdir(folder);
        await store.snapshot(folder);
        await using copy = await open({ folder });
        expect((await read(copy, kept.sha256))?.toString()).toBe('検査成績書');
      }),
    );
  });

  describe.runIf(options.durable)(`${name}: documents opened again`, () => {
    it('are all there', () =>
      inScratchFolder(async (folder) => {
        const before = await open({ folder });
        const kept = await before.put(chunks('原本'));
        await before[Symbol.asyncDispose]();
        await using after = await open({ folder });
        expect((await read(after, kept.sha256))?.toString()).toBe('原本');
      }));
  });
}

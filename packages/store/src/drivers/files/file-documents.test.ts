import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sha256 } from '@musubi/base';
import { expect, it } from 'vitest';
import { testDocumentStore } from '../../conformance/documents.ts';
import { inScratchFolder } from '../../conformance/scratch.ts';
import { openFileDocuments } from './file-documents.ts';

testDocumentStore('files', openFileDocuments);

it('a flipped bit of a kept file is noticed while it is read', () =>
  inScratchFolder(async (folder) => {
    await using store = await openFileDocuments({ folder });
    const content = Buffer.from('検査成績書 '.repeat(20_000));
    const { sha256: address } = await store.put(Readable.from([content]));
    const file = join(folder, address.slice(0, 2), address);
    const bytes = await readFile(file);
    bytes[70_000]! ^= 4;
    await writeFile(file, bytes);
    const read = Array.fromAsync((await store.get(address))!);
    await expect(read).rejects.toMatchObject({
      code: 'document.damaged',
      details: { sha256: sha256(content) },
    });
  }));

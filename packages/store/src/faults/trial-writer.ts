import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

/** Appends numbers to the file given; with `sync` each is on the disk before it is acknowledged, without none is. */
const [file = '', mode] = process.argv.slice(2);
const handle = openSync(file, 'a');
try {
  for (let i = 1; ; i++) {
    writeSync(handle, `${i}\n`);
    if (mode === 'sync') fsyncSync(handle);
    writeSync(1, `${i}\n`);
  }
} finally {
  closeSync(handle);
}

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { MusubiError } from '@musubi/base';

/**
 * A stream encrypted and authenticated in chunks, after the STREAM construction (Hoang, Reyhanitabar, Rogaway,
 * Vizár 2015), so that any length is checked before it is used: nothing unauthenticated leaves `unsealed`.
 *
 * Header of 56 bytes: `MUSUBI`, version, 0, 32 bytes of salt, 16 bytes that tell a wrong key. Then chunks of 256 KiB
 * and a tag of 16 bytes each, the last one shorter or marked: AES-256-GCM, key by HKDF-SHA-256 from the recovery key
 * and the salt, nonce = number of the chunk (11 bytes, big-endian) and 1 for the last, 0 for the others; the header
 * is additional data of every chunk. Each file has a key of its own, so nonces never meet twice.
 */
const MAGIC = Buffer.from('MUSUBI');
const VERSION = 1;
const SALT_BYTES = 32;
const CHECK_BYTES = 16;
const HEADER_BYTES = 8 + SALT_BYTES + CHECK_BYTES;
const CHUNK_BYTES = 262_144;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

export async function* sealed(
  plain: AsyncIterable<Uint8Array>,
  secret: Uint8Array,
): AsyncIterable<Uint8Array> {
  const salt = randomBytes(SALT_BYTES);
  const { key, check } = derived(secret, salt);
  const header = Buffer.concat([MAGIC, Buffer.from([VERSION, 0]), salt, check]);
  yield header;
  let number = 0;
  for await (const { chunk, isLast } of chunked(plain, CHUNK_BYTES)) {
    const cipher = createCipheriv(CIPHER, key, nonceOf(number++, isLast));
    cipher.setAAD(header);
    yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  }
}

/**
 * The content of a sealed stream. Refused with `restore.not-a-backup`, `restore.too-new`, `restore.wrong-key`,
 * `restore.truncated` or `restore.damaged`; what came before is authentic, but whole only if nothing is refused.
 */
export async function* unsealed(
  stream: AsyncIterable<Uint8Array>,
  secret: Uint8Array,
): AsyncIterable<Uint8Array> {
  const { header, rest } = await splitHeader(stream);
  const { key, check } = derived(secret, header.subarray(8, 8 + SALT_BYTES));
  if (!timingSafeEqual(check, header.subarray(8 + SALT_BYTES))) throw refused('restore.wrong-key');
  let number = 0;
  for await (const { chunk, isLast } of chunked(rest, CHUNK_BYTES + TAG_BYTES)) {
    const opened = openChunk(key, header, chunk, nonceOf(number, isLast));
    if (!opened) {
      const isCutOff = isLast && openChunk(key, header, chunk, nonceOf(number, false)) !== undefined;
      throw refused(isCutOff || chunk.length < TAG_BYTES ? 'restore.truncated' : 'restore.damaged');
    }
    number++;
    yield opened;
  }
}

function derived(secret: Uint8Array, salt: Uint8Array): { key: Buffer; check: Buffer } {
  const bytes = Buffer.from(hkdfSync('sha256', secret, salt, 'musubi backup v1', 32 + CHECK_BYTES));
  return { key: bytes.subarray(0, 32), check: bytes.subarray(32) };
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

function openChunk(key: Buffer, header: Buffer, chunk: Buffer, nonce: Buffer): Buffer | undefined {
  if (chunk.length < TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(header);
  decipher.setAuthTag(chunk.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(chunk.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** Pieces of `size` bytes; the last one, marked, may be shorter, and is empty only if everything is. */
async function* chunked(stream: AsyncIterable<Uint8Array>, size: number) {
  let kept: Uint8Array[] = [];
  let length = 0;
  for await (const part of stream) {
    kept.push(part);
    length += part.length;
    if (length <= size) continue;
    const joined = Buffer.concat(kept);
    let at = 0;
    for (; length - at > size; at += size) yield { chunk: joined.subarray(at, at + size), isLast: false };
    kept = [joined.subarray(at)];
    length -= at;
  }
  yield { chunk: Buffer.concat(kept), isLast: true };
}

async function splitHeader(stream: AsyncIterable<Uint8Array>) {
  const iterator = stream[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  while (start.length < HEADER_BYTES) {
    const next = await iterator.next();
    if (next.done) throw refused(isOurs(start) ? 'restore.truncated' : 'restore.not-a-backup');
    start = Buffer.concat([start, next.value]);
  }
  if (!isOurs(start)) throw refused('restore.not-a-backup');
  if (start[6] !== VERSION) throw refused('restore.too-new');
  const header = start.subarray(0, HEADER_BYTES);
  async function* rest(): AsyncIterable<Uint8Array> {
    yield start.subarray(HEADER_BYTES);
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { header, rest: rest() };
}

function isOurs(start: Buffer): boolean {
  return start.length > 0 && start.subarray(0, MAGIC.length).equals(MAGIC.subarray(0, start.length));
}

type Refusal =
  | 'restore.not-a-backup'
  | 'restore.too-new'
  | 'restore.wrong-key'
  | 'restore.truncated'
  | 'restore.damaged';

function refused(code: Refusal): MusubiError {
  return new MusubiError('caller', code, `backup refused: ${code}`);
}

import { MusubiError } from '@musubi/base';

/** A year of one-second readings of ten columns fits. */
const MOST_BYTES = 512 * 1024 * 1024;

/** An upload that ends with `request.too-large` instead of filling the disk. */
export async function* limitedUpload(
  body: AsyncIterable<Uint8Array> | null | undefined,
  mostBytes = MOST_BYTES,
): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body ?? noUpload()) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      throw new MusubiError('caller', 'request.too-large', 'upload too large', { details: { mostBytes } });
    }
    yield chunk;
  }
}

export async function* noUpload(): AsyncIterable<Uint8Array> {}

import { emptyBatch, type ReadingBatch } from '@musubi/schema';

/** A text weighs one reading more per so many characters, so that a limit in rows also bounds the memory. */
const CHARACTERS_PER_ROW = 32;

/** What a batch costs to keep, in rows. */
export function weightOf(batch: ReadingBatch): number {
  let characters = 0;
  for (const text of batch.texts) characters += text.length;
  return batch.length + Math.ceil(characters / CHARACTERS_PER_ROW);
}

/** A copy to give away: a sink may transfer what it gets to another thread. */
export function copyBatch(batch: ReadingBatch): ReadingBatch {
  const n = batch.length;
  return {
    length: n,
    series: batch.series.slice(0, n),
    time: batch.time.slice(0, n),
    received: batch.received.slice(0, n),
    sequence: batch.sequence.slice(0, n),
    quality: batch.quality.slice(0, n),
    number: batch.number.slice(0, n),
    text: batch.text.slice(0, n),
    texts: batch.texts.slice(),
  };
}

/** One batch of all rows, in order. A single batch is returned as it is. */
export function mergeBatches(batches: readonly ReadingBatch[]): ReadingBatch {
  if (batches.length === 1) return batches[0]!;
  const merged = emptyBatch(batches.reduce((rows, batch) => rows + batch.length, 0));
  for (const batch of batches) append(merged, batch);
  return merged;
}

function append(to: ReadingBatch, from: ReadingBatch): void {
  const at = to.length;
  const n = from.length;
  to.series.set(from.series.subarray(0, n), at);
  to.time.set(from.time.subarray(0, n), at);
  to.received.set(from.received.subarray(0, n), at);
  to.sequence.set(from.sequence.subarray(0, n), at);
  to.quality.set(from.quality.subarray(0, n), at);
  to.number.set(from.number.subarray(0, n), at);
  to.length = at + n;
  if (from.texts.length === 0) return;
  const shift = to.texts.length;
  for (const text of from.texts) to.texts.push(text);
  for (let i = 0; i < n; i++) to.text[at + i] = from.text[i] === 0 ? 0 : from.text[i]! + shift;
}

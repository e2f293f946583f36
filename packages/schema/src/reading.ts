/**
 * A batch of readings in columns; row i of every column is one reading. Columns may be longer than `length`.
 * Times are milliseconds since 1970 UTC, whole numbers. A reading's key is (series, time, sequence): storing the
 * same key twice keeps the first.
 */
export interface ReadingBatch {
  length: number;
  /** Series numbers (`Series.number`). */
  series: Uint32Array;
  /** Source time. */
  time: Float64Array;
  /** Arrival time. */
  received: Float64Array;
  /** Tells readings of one series and one millisecond apart; 0 unless the source counts or is finer than 1 ms. */
  sequence: Uint32Array;
  /** `Quality` codes. */
  quality: Uint8Array;
  /** The number, or 0/1 of a boolean; NaN where the reading has no number. */
  number: Float64Array;
  /** 1 + index into `texts`; 0 where the reading has no text. A reading of the wrong type keeps its raw here. */
  text: Uint32Array;
  texts: string[];
}

/** Columns for `capacity` rows, in one block: seven small blocks cost more time than filling them. */
export function emptyBatch(capacity = 0): ReadingBatch {
  const block = new ArrayBuffer(capacity * 37);
  return {
    length: 0,
    series: new Uint32Array(block, capacity * 24, capacity),
    time: new Float64Array(block, 0, capacity),
    received: new Float64Array(block, capacity * 8, capacity),
    sequence: new Uint32Array(block, capacity * 28, capacity),
    quality: new Uint8Array(block, capacity * 36, capacity),
    number: new Float64Array(block, capacity * 16, capacity),
    text: new Uint32Array(block, capacity * 32, capacity),
    texts: [],
  };
}

/** The text of row `i`, or null. */
export function textAt(batch: ReadingBatch, i: number): string | null {
  const index = batch.text[i]!;
  return index === 0 ? null : batch.texts[index - 1]!;
}

/** Writes readings into columns that grow by doubling; the only place that allocates on a reading's way. */
export class BatchBuilder {
  #batch: ReadingBatch;
  #capacity: number;
  #textIndex = new Map<string, number>();

  constructor(capacity = 256) {
    this.#capacity = capacity;
    this.#batch = emptyBatch(capacity);
  }

  get length(): number {
    return this.#batch.length;
  }

  addNumber(series: number, time: number, received: number, value: number, quality = 0, sequence = 0): void {
    this.#put(series, time, received, sequence, quality, value, 0);
  }

  addText(series: number, time: number, received: number, value: string, quality = 0, sequence = 0): void {
    this.#put(series, time, received, sequence, quality, Number.NaN, this.#textOf(value));
  }

  /** Adds a reading that may have a number (else NaN), a text (else null), or both. */
  add(
    series: number,
    time: number,
    received: number,
    number: number,
    text: string | null,
    quality = 0,
    sequence = 0,
  ): void {
    this.#put(series, time, received, sequence, quality, number, text === null ? 0 : this.#textOf(text));
  }

  /** Copies row `i` of `from`, optionally with another number and quality. */
  addRow(from: ReadingBatch, i: number, value = from.number[i]!, quality = from.quality[i]!): void {
    const text = from.text[i]!;
    this.#put(
      from.series[i]!,
      from.time[i]!,
      from.received[i]!,
      from.sequence[i]!,
      quality,
      value,
      text === 0 ? 0 : this.#textOf(from.texts[text - 1]!),
    );
  }

  /** The batch so far; the builder starts anew. */
  take(): ReadingBatch {
    const batch = this.#batch;
    // The columns are made again at the first row: most builders end here.
    this.#batch = emptyBatch();
    this.#textIndex = new Map();
    return batch;
  }

  #textOf(value: string): number {
    const known = this.#textIndex.get(value);
    if (known !== undefined) return known;
    const index = this.#batch.texts.push(value);
    this.#textIndex.set(value, index);
    return index;
  }

  #put(
    series: number,
    time: number,
    received: number,
    sequence: number,
    quality: number,
    value: number,
    text: number,
  ): void {
    const i = this.#batch.length;
    if (i === this.#batch.series.length) this.#grow();
    const batch = this.#batch;
    batch.series[i] = series;
    batch.time[i] = time;
    batch.received[i] = received;
    batch.sequence[i] = sequence;
    batch.quality[i] = quality;
    batch.number[i] = value;
    batch.text[i] = text;
    batch.length = i + 1;
  }

  #grow(): void {
    const old = this.#batch;
    const grown = emptyBatch(old.length === 0 ? Math.max(16, this.#capacity) : old.length * 2);
    grown.series.set(old.series);
    grown.time.set(old.time);
    grown.received.set(old.received);
    grown.sequence.set(old.sequence);
    grown.quality.set(old.quality);
    grown.number.set(old.number);
    grown.text.set(old.text);
    grown.texts = old.texts;
    grown.length = old.length;
    this.#capacity = grown.series.length;
    this.#batch = grown;
  }
}

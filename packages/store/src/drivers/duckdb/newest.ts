import { emptyBatch, type ReadingBatch, textAt } from '@musubi/schema';

/**
 * The newest reading of every series, in memory: what `latest` answers, and the mark that tells a new row from a
 * late or repeated one without asking the disk. Rows are offered before their commit and kept after it.
 */
export class Newest {
  /** By series number: 1 + place, 0 if it never came. */
  #places = new Int32Array(1024);
  /** By place: the newest durable reading; `length` is the number of places. */
  #kept: ReadingBatch = emptyBatch(256);
  #texts: (string | null)[] = [];
  /** By place: 1 if there is a durable reading. */
  #isKept = new Uint8Array(256);
  /** By place: key of the newest row offered, or kept if none is; -1 before all. */
  #markTime = new Float64Array(256);
  #markSequence = new Uint32Array(256);
  /** By place: 1 + the row offered, 0 if none is. */
  #offered = new Uint32Array(256);
  #touched: number[] = [];

  /** Series with a reading. */
  get size(): number {
    let size = 0;
    for (let place = 0; place < this.#kept.length; place++) size += this.#isKept[place]!;
    return size;
  }

  /** 1: newer than all of its series, which it then leads; 0: the newest itself; -1: older. */
  offer(from: ReadingBatch, row: number): -1 | 0 | 1 {
    const series = from.series[row]!;
    let place = series < this.#places.length ? this.#places[series]! - 1 : -1;
    if (place < 0) place = this.#add(series);
    const ahead =
      from.time[row]! - this.#markTime[place]! || from.sequence[row]! - this.#markSequence[place]!;
    if (ahead <= 0) return ahead === 0 ? 0 : -1;
    this.#markTime[place] = from.time[row]!;
    this.#markSequence[place] = from.sequence[row]!;
    if (this.#offered[place] === 0) this.#touched.push(place);
    this.#offered[place] = row + 1;
    return 1;
  }

  /** Time of the newest reading of a series that came before. */
  timeOf(series: number): number {
    return this.#markTime[this.#places[series]! - 1]!;
  }

  /** What was offered of `from` is durable. */
  keep(from: ReadingBatch): void {
    const kept = this.#kept;
    for (const place of this.#touched) {
      const row = this.#offered[place]! - 1;
      kept.time[place] = from.time[row]!;
      kept.received[place] = from.received[row]!;
      kept.sequence[place] = from.sequence[row]!;
      kept.quality[place] = from.quality[row]!;
      kept.number[place] = from.number[row]! + 0;
      this.#texts[place] = textAt(from, row);
      this.#isKept[place] = 1;
      this.#offered[place] = 0;
    }
    this.#touched = [];
  }

  /** Takes back everything offered since `keep`: its commit failed. */
  takeBack(): void {
    for (const place of this.#touched) {
      this.#offered[place] = 0;
      this.#markTime[place] = this.#isKept[place] ? this.#kept.time[place]! : -1;
      this.#markSequence[place] = this.#isKept[place] ? this.#kept.sequence[place]! : 0;
    }
    this.#touched = [];
  }

  forget(series: Iterable<number>): void {
    for (const number of series) {
      const place = number < this.#places.length ? this.#places[number]! - 1 : -1;
      if (place < 0) continue;
      this.#isKept[place] = 0;
      this.#markTime[place] = -1;
      this.#markSequence[place] = 0;
    }
  }

  forgetAll(): void {
    this.takeBack();
    this.forget(this.#kept.series.subarray(0, this.#kept.length));
  }

  /** The newest durable readings of these series, or of all. */
  read(series?: readonly number[]): ReadingBatch {
    const places = series
      ? series.map((number) => (number < this.#places.length ? this.#places[number]! - 1 : -1))
      : Array.from({ length: this.#kept.length }, (_, place) => place);
    const answer = emptyBatch(places.length);
    for (const place of places) {
      if (place < 0 || this.#isKept[place] === 0) continue;
      const i = answer.length++;
      for (const column of COLUMNS) answer[column][i] = this.#kept[column][place]!;
      const text = this.#texts[place]!;
      answer.text[i] = text === null ? 0 : answer.texts.push(text);
    }
    return answer;
  }

  #add(series: number): number {
    if (series >= this.#places.length) {
      const grown = new Int32Array(2 ** Math.ceil(Math.log2(series + 1)));
      grown.set(this.#places);
      this.#places = grown;
    }
    const place = this.#kept.length++;
    if (place === this.#isKept.length) this.#grow();
    this.#kept.series[place] = series;
    this.#texts[place] = null;
    this.#markTime[place] = -1;
    this.#places[series] = place + 1;
    return place;
  }

  #grow(): void {
    const size = this.#isKept.length * 2;
    const grown = emptyBatch(size);
    grown.length = this.#kept.length;
    for (const column of COLUMNS) grown[column].set(this.#kept[column]);
    this.#kept = grown;
    const isKept = new Uint8Array(size);
    isKept.set(this.#isKept);
    this.#isKept = isKept;
    const markTime = new Float64Array(size);
    markTime.set(this.#markTime);
    this.#markTime = markTime;
    const markSequence = new Uint32Array(size);
    markSequence.set(this.#markSequence);
    this.#markSequence = markSequence;
    const offered = new Uint32Array(size);
    offered.set(this.#offered);
    this.#offered = offered;
  }
}

const COLUMNS = ['series', 'time', 'received', 'sequence', 'quality', 'number'] as const;

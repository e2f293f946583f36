import { emptyBatch, type ReadingBatch, textAt } from '@musubi/schema';

/**
 * The newest reading of every series, in memory: what `latest` answers, and the mark that tells a new row from a
 * late or repeated one without asking the disk.
 */
export class Newest {
  /** By series number: 1 + place, 0 if unknown. */
  #places = new Int32Array(1024);
  #batch: ReadingBatch = emptyBatch(256);
  #texts: (string | null)[] = [];
  #undo = new Map<number, { row: ReadingBatch; text: string | null } | undefined>();

  get size(): number {
    return this.#batch.length;
  }

  /** 1: newer than the newest, which it then replaces; 0: the newest itself; -1: older. */
  offer(from: ReadingBatch, i: number): -1 | 0 | 1 {
    const series = from.series[i]!;
    const place = this.#placeOf(series);
    if (place === 0) {
      this.#remember(series, undefined);
      this.#put(this.#add(series), from, i);
      return 1;
    }
    const known = this.#batch;
    const ahead = from.time[i]! - known.time[place - 1]! || from.sequence[i]! - known.sequence[place - 1]!;
    if (ahead <= 0) return ahead === 0 ? 0 : -1;
    this.#remember(series, place - 1);
    this.#put(place - 1, from, i);
    return 1;
  }

  /** Time of the newest reading of a known series. */
  timeOf(series: number): number {
    return this.#batch.time[this.#placeOf(series) - 1]!;
  }

  /** What was offered so far is durable. */
  keep(): void {
    this.#undo.clear();
  }

  /** Takes back everything offered since `keep`: its commit failed. */
  takeBack(): void {
    const unknown: number[] = [];
    for (const [series, before] of this.#undo) {
      if (!before) unknown.push(series);
      else {
        const place = this.#placeOf(series) - 1;
        this.#put(place, before.row, 0);
        this.#texts[place] = before.text;
      }
    }
    this.#undo.clear();
    this.forget(unknown);
  }

  forget(series: Iterable<number>): void {
    for (const number of series) {
      const place = this.#placeOf(number);
      if (place === 0) continue;
      const last = this.#batch.length - 1;
      const moved = this.#batch.series[last]!;
      this.#put(place - 1, this.#batch, last);
      this.#texts[place - 1] = this.#texts[last]!;
      this.#batch.series[place - 1] = moved;
      this.#places[moved] = place;
      this.#places[number] = 0;
      this.#batch.length = last;
      this.#texts.length = last;
    }
  }

  /** The newest readings of these series, or of all. */
  read(series?: readonly number[]): ReadingBatch {
    const places = series
      ? series.map((number) => this.#placeOf(number) - 1).filter((place) => place >= 0)
      : Array.from({ length: this.#batch.length }, (_, place) => place);
    const answer = emptyBatch(places.length);
    answer.length = places.length;
    places.forEach((place, i) => {
      copyRow(answer, i, this.#batch, place);
      answer.series[i] = this.#batch.series[place]!;
      const text = this.#texts[place] ?? null;
      answer.text[i] = text === null ? 0 : answer.texts.push(text);
    });
    return answer;
  }

  #placeOf(series: number): number {
    return series < this.#places.length ? this.#places[series]! : 0;
  }

  #add(series: number): number {
    if (series >= this.#places.length) {
      const grown = new Int32Array(2 ** Math.ceil(Math.log2(series + 1)));
      grown.set(this.#places);
      this.#places = grown;
    }
    const place = this.#batch.length++;
    if (place === this.#batch.series.length) this.#grow();
    this.#batch.series[place] = series;
    this.#places[series] = place + 1;
    return place;
  }

  #grow(): void {
    const grown = emptyBatch(this.#batch.series.length * 2);
    grown.length = this.#batch.length;
    for (const column of ['series', 'time', 'received', 'sequence', 'quality', 'number'] as const) {
      grown[column].set(this.#batch[column]);
    }
    this.#batch = grown;
  }

  #put(place: number, from: ReadingBatch, i: number): void {
    copyRow(this.#batch, place, from, i);
    this.#texts[place] = textAt(from, i);
  }

  #remember(series: number, place: number | undefined): void {
    if (this.#undo.has(series)) return;
    if (place === undefined) {
      this.#undo.set(series, undefined);
      return;
    }
    const row = emptyBatch(1);
    row.length = 1;
    copyRow(row, 0, this.#batch, place);
    this.#undo.set(series, { row, text: this.#texts[place] ?? null });
  }
}

/** Copies all but series and text. */
function copyRow(to: ReadingBatch, at: number, from: ReadingBatch, i: number): void {
  to.time[at] = from.time[i]!;
  to.received[at] = from.received[i]!;
  to.sequence[at] = from.sequence[i]!;
  to.quality[at] = from.quality[i]!;
  to.number[at] = from.number[i]! + 0;
}

/**
 * Tells deliveries without a time of their own apart when several arrive within one millisecond: they carry the
 * arrival time and, as sequence, the how-manieth of its device they are. Without it the second would be taken for a
 * repetition of the first.
 */
export class ArrivalStamps {
  #of = new Map<string, { ms: number; count: number }>();

  /** The sequence of the next delivery of `deviceId` at `ms`. */
  next(deviceId: string, ms: number): number {
    const last = this.#of.get(deviceId);
    if (!last) {
      this.#of.set(deviceId, { ms, count: 0 });
      return 0;
    }
    if (last.ms !== ms) {
      last.ms = ms;
      last.count = 0;
      return 0;
    }
    last.count += 1;
    return last.count;
  }
}

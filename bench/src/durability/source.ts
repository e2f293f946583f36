import type { OwnDevice } from '@musubi/server/product';

/** The one series of each source; its values are the running number, so that every reading can be told apart. */
export const NUMBER_KEY = 'n';

/** A device that remembers what it was promised. */
export class Source {
  readonly device: OwnDevice;
  readonly via: 'mqtt' | 'http';
  /** Numbers whose storage was acknowledged. */
  readonly acknowledged = new Set<number>();
  /** Numbers sent without an answer, with the payload: whoever sends at least once sends them again. */
  readonly unanswered = new Map<number, string>();
  #next = 1;

  constructor(device: OwnDevice, via: 'mqtt' | 'http') {
    this.device = device;
    this.via = via;
  }

  /** How many numbers were ever sent. */
  get sent(): number {
    return this.#next - 1;
  }

  /** The next reading as a device writes it; `time` undefined leaves the time to the arrival. */
  next(time: number | undefined): { number: number; payload: string } {
    const number = this.#next++;
    const stamp = time === undefined ? {} : { time, sequence: number };
    const payload = JSON.stringify({ ...stamp, values: { [NUMBER_KEY]: number } });
    this.unanswered.set(number, payload);
    return { number, payload };
  }

  answered(number: number): void {
    this.unanswered.delete(number);
    this.acknowledged.add(number);
  }
}

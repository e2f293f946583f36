import { rmSync } from 'node:fs';
import { must } from '@musubi/base';
import type { PersonClient, RunningProduct } from '@musubi/server/product';
import type { SeriesStore } from '@musubi/store';
import { openSeriesOf, type PlantPlan, type StoredPlant, startOn, storePlant } from './stored-plant.ts';

/** A stored plant with the product running on it, until the store's port alone is asked. */
export class RunningPlant implements AsyncDisposable {
  readonly plant: StoredPlant;
  #running: { product: RunningProduct; client: PersonClient } | undefined;

  constructor(plant: StoredPlant) {
    this.plant = plant;
  }

  static async of(plan: PlantPlan): Promise<RunningPlant> {
    return new RunningPlant(await storePlant(plan));
  }

  /** The product; started if it does not run. */
  async product(): Promise<{ product: RunningProduct; client: PersonClient }> {
    this.#running ??= await startOn(this.plant);
    return this.#running;
  }

  /** Calls `work` with the series port, without the product around it. */
  async withStore<T>(work: (store: SeriesStore) => Promise<T>): Promise<T> {
    await this.stop();
    await using store = await openSeriesOf(this.plant.folder);
    return await work(store);
  }

  async stop(): Promise<void> {
    await this.#running?.product.stop();
    this.#running = undefined;
  }

  /** The numbers of the plant's first `count` series. */
  numbers(count = this.plant.series.length): number[] {
    return this.plant.series.slice(0, count).map(({ number }) => number);
  }

  idOf(series: number): string {
    return must(this.plant.series[series - 1], 'a series').id;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    rmSync(this.plant.folder, { recursive: true, force: true });
  }
}

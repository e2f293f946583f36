import { systemClock } from '@musubi/base';
import { RunningPlant } from '../contestants/running-plant.ts';
import { startOn } from '../contestants/stored-plant.ts';
import { askedReadings, isFull } from '../measure/arguments.ts';
import type { Claim } from '../measure/claim.ts';

const SERIES = 200;
const TIMES = 5;
const readings = askedReadings(isFull ? 100_000_000 : 20_000_000);

export const startWith100m: Claim = {
  question: `From the start of the process to «ready», ${readings.toLocaleString('en-US')} readings stored up to now (100 M with --full or --readings 100M)`,
  async measure(report) {
    const seconds = Math.ceil(readings / SERIES);
    const start = systemClock.now() - seconds * 1000;
    await using musubi = await RunningPlant.of({ seriesCount: SERIES, seconds, portionSeconds: 600, start });
    const afterPlannedStop: number[] = [];
    const afterKill: number[] = [];
    for (let i = 0; i < TIMES; i++) {
      const { product } = await startOn(musubi.plant);
      afterPlannedStop.push(product.readyAfterMs / 1000);
      await product.kill();
      const { product: again } = await startOn(musubi.plant);
      afterKill.push(again.readyAfterMs / 1000);
      await again.stop();
    }
    const planned = report.figure('after a planned stop', 's', afterPlannedStop);
    report.figure('after kill -9', 's', afterKill);
    report.hold('ready', planned, { must: 3, aim: 1, better: 'lower', unit: 's' });
  },
};

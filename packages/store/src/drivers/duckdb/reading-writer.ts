import { isMusubiError, silentLog, systemClock } from '@musubi/base';
import { BatchBuilder } from '@musubi/schema';
import { openDuckdbSeries } from './duckdb-series.ts';

/**
 * Appends batches of 50 readings for ever, a few at a time, and prints the number of each that was acknowledged. It
 * closes days and rolls up as it goes, so that a fault can hit any step. Ends at the first refusal.
 */
const [folder = '', start = '0', ballastBytes = '0'] = process.argv.slice(2);
const HOUR = 3_600_000;
const FIRST = Date.UTC(2026, 0, 5);

const store = await openDuckdbSeries({
  folder,
  clock: systemClock,
  log: silentLog,
  ballastBytes: Number(ballastBytes),
  memoryLimitMb: 256,
});

async function append(number: number): Promise<void> {
  const builder = new BatchBuilder(50);
  for (let i = 0; i < 50; i++) {
    const time = FIRST + number * HOUR + i * 1000;
    builder.addNumber(1 + (i % 5), time, time + 7, number + i / 100);
  }
  await store.append(builder.take(), { connectionId: 'con_trial', deviceId: `dev_${number % 3}` });
  process.stdout.write(`${number}\n`);
}

async function keepHouse(number: number): Promise<void> {
  if (number % 40 === 0) await store.closeDays(FIRST + number * HOUR);
  else if (number % 10 === 0) await store.rollUp();
}

async function write(lane: number): Promise<void> {
  for (let number = Number(start) + lane; ; number += 4) {
    await append(number);
    await keepHouse(number);
  }
}

try {
  await Promise.all([write(0), write(1), write(2), write(3)]);
} catch (error) {
  const code = isMusubiError(error) ? error.code : String(error);
  process.stderr.write(`${JSON.stringify({ code, reason: String(error) })}\n`);
  process.exit(1);
}

import { bytesPerReading } from './claims/bytes-per-reading.ts';
import { durableIngest } from './claims/durable-ingest.ts';
import { httpBatches } from './claims/http-batches.ts';
import { idleMemory } from './claims/idle-memory.ts';
import { lastValues2000 } from './claims/last-values-2000.ts';
import { mqttQos1 } from './claims/mqtt-qos1.ts';
import { sensorToScreen } from './claims/sensor-to-screen.ts';
import { seriesDayRaw } from './claims/series-day-raw.ts';
import { startWith100m } from './claims/start-with-100m.ts';
import { twoHundredSeriesPerMinute } from './claims/two-hundred-series-per-minute.ts';
import { yearToThousandBuckets } from './claims/year-to-thousand-buckets.ts';
import type { Claim } from './measure/claim.ts';

/** Every claim by the name it is called with: `npm run bench -- <name>`. Those about the stored day stand together. */
export const claims: Readonly<Record<string, Claim>> = {
  'durable-ingest': durableIngest,
  'bytes-per-reading': bytesPerReading,
  'series-day-raw': seriesDayRaw,
  'two-hundred-series-per-minute': twoHundredSeriesPerMinute,
  'year-to-thousand-buckets': yearToThousandBuckets,
  'last-values-2000': lastValues2000,
  'mqtt-qos1': mqttQos1,
  'http-batches': httpBatches,
  'start-with-100m': startWith100m,
  'idle-memory': idleMemory,
  'sensor-to-screen': sensorToScreen,
};

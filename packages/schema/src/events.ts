import type { ReadingBatch } from './reading.ts';

/** Facts: what happened, in the past tense. Domains meet only here or in the store. */
export interface FactMap {
  /** Readings are durable and readable. The batch is shared: listeners must not change or keep it. */
  readingsStored: { batch: ReadingBatch };
  seriesAdded: { seriesId: string; number: number };
  seriesChanged: { seriesId: string };
  deviceAccepted: { deviceId: string };
  deviceRevoked: { deviceId: string };
  deviceFound: { foundDeviceId: string };
  connectionChanged: { connectionId: string };
  connectionStateChanged: { connectionId: string; state: string };
  /** Something stored was damaged and moved out of the way. */
  storeSetAside: { file: string; reason: string };
  /** The disk is too full to accept readings, or has room again. */
  storePaused: { paused: boolean; reason: string };
}

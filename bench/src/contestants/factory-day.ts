import { systemClock } from '@musubi/base';
import type { Peer } from '../peers/peer.ts';
import { type Absent, endPeers, load, startPeers } from './loaded-peers.ts';
import { RunningPlant } from './running-plant.ts';

const DAY_MS = 86_400_000;
export const DAY_SERIES = 200;

/** Yesterday of a plant, in every contestant: 200 series, one reading a second, the day closed. */
export interface FactoryDay extends AsyncDisposable {
  readonly from: number;
  readonly to: number;
  readonly readings: number;
  readonly musubi: RunningPlant;
  readonly peers: readonly Peer[];
  readonly absent: readonly Absent[];
}

export async function openFactoryDay(): Promise<FactoryDay> {
  const from = (Math.floor(systemClock.now() / DAY_MS) - 1) * DAY_MS;
  const plan = { seriesCount: DAY_SERIES, seconds: 86_400, portionSeconds: 600, start: from };
  const musubi = await RunningPlant.of(plan);
  const { peers, absent } = await startPeers();
  for (const peer of peers) await load(peer, plan);
  return {
    from,
    to: from + DAY_MS,
    readings: musubi.plant.readings,
    musubi,
    peers,
    absent,
    async [Symbol.asyncDispose]() {
      await musubi[Symbol.asyncDispose]();
      await endPeers(peers);
    },
  };
}

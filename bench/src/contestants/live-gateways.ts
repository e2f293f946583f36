import { must } from '@musubi/base';
import { authorizationOf, type RunningProduct, send } from '@musubi/server/product';
import type { Peer } from '../peers/peer.ts';
import type { SeriesColumns } from '../world/factory-signals.ts';
import { keyOf, type StoredPlant } from './stored-plant.ts';

/** Milliseconds between two deliveries of a plant that goes on while it is asked: ten times the speed of one a second. */
export const LIVE_EVERY_MS = 100;

const liveValue = (series: number, now: number) => Math.round(series * 100 + (now % 100_000) / 10) / 10;

/** Every gateway of the plant posts its series once. */
export function deliverLive(product: RunningProduct, plant: StoredPlant): (now: number) => Promise<unknown> {
  const perGateway = Math.ceil(plant.series.length / plant.gateways.length);
  const keys = Array.from({ length: perGateway }, (_, i) => keyOf(i + 1));
  return (now) =>
    Promise.all(
      plant.gateways.map(async (gateway) => {
        const answer = await send(product.address, '/api/readings', {
          method: 'POST',
          headers: { authorization: authorizationOf(gateway), 'content-type': 'application/json' },
          body: JSON.stringify({
            time: now,
            values: Object.fromEntries(keys.map((key, i) => [key, liveValue(i, now)])),
          }),
        });
        must(answer.status < 300 || undefined, `readings accepted (${answer.status})`);
      }),
    );
}

/** The same for a peer. */
export function deliverLiveTo(peer: Peer, seriesCount: number): (now: number) => Promise<unknown> {
  return (now) =>
    peer.ingest(
      peer.encode(
        Array.from(
          { length: seriesCount },
          (_, i): SeriesColumns => ({
            series: i + 1,
            time: Float64Array.of(now),
            received: Float64Array.of(now),
            value: Float64Array.of(liveValue(i, now)),
            quality: Uint8Array.of(0),
          }),
        ),
      ),
    );
}

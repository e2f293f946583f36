import { reasonOf } from '@musubi/base';
import { sendAll } from '../peers/http-call.ts';
import type { Peer } from '../peers/peer.ts';
import { peerKinds } from '../peers/peer-kinds.ts';
import { factorySignals } from '../world/factory-signals.ts';
import type { PlantPlan } from './stored-plant.ts';

export interface Absent {
  name: string;
  reason: string;
}

/** The peers that are installed here, each started; and those that are not, with the reason. */
export async function startPeers(): Promise<{ peers: Peer[]; absent: Absent[] }> {
  const peers: Peer[] = [];
  const absent: Absent[] = [];
  for (const kind of peerKinds) {
    const reason = kind.missing();
    if (reason) absent.push({ name: kind.name, reason });
    else {
      try {
        peers.push(await kind.start());
      } catch (error) {
        absent.push({ name: kind.name, reason: reasonOf(error) });
      }
    }
  }
  return { peers, absent };
}

/** Gives a peer a plan's readings over two connections and lets it settle. */
export async function load(peer: Peer, plan: PlantPlan): Promise<void> {
  const bodies = function* () {
    for (const portion of factorySignals(plan)) yield peer.encode(portion);
  };
  await sendAll(bodies(), 2, (body) => peer.ingest(body));
  await peer.settle();
}

export async function endPeers(peers: readonly Peer[]): Promise<void> {
  for (const peer of peers) await peer[Symbol.asyncDispose]();
}

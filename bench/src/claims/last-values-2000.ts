import { systemClock } from '@musubi/base';
import { listMachines } from '@musubi/schema/api';
import { deliverLive, deliverLiveTo, LIVE_EVERY_MS } from '../contestants/live-gateways.ts';
import { endPeers, load, startPeers } from '../contestants/loaded-peers.ts';
import { RunningPlant } from '../contestants/running-plant.ts';
import { whileIngesting } from '../load/while-ingesting.ts';
import type { Claim } from '../measure/claim.ts';
import { holdAgainst } from '../measure/hold-against.ts';
import { repeat } from '../measure/repeat.ts';

const SERIES = 2_000;
const SECONDS = 600;
const TIMES = 9;

export const lastValues2000: Claim = {
  question: `The newest value of each of 2,000 series (ten minutes stored, one reading a second), while 2,000 readings a delivery go on`,
  async measure(report) {
    const start = systemClock.now() - SECONDS * 1000;
    const plan = { seriesCount: SERIES, seconds: SECONDS, portionSeconds: 60, start };
    await using musubi = await RunningPlant.of(plan);
    const { product, client } = await musubi.product();
    let said = 0;
    const ask = async () => {
      const { machines } = await client.call(listMachines, {});
      said = machines.reduce((sum, { values }) => sum + values.length, 0);
    };
    const overHttp = await whileIngesting(10 * LIVE_EVERY_MS, deliverLive(product, musubi.plant), () =>
      repeat(TIMES, ask, 2),
    );
    const ours = report.figure(`Musubi over HTTPS, JSON with names and units (${said})`, 'ms', overHttp);
    const alone = await musubi.withStore((store) => repeat(TIMES, () => store.latest(musubi.numbers()), 2));
    report.figure('(Musubi, the store port alone)', 'ms', alone);
    const { peers, absent } = await startPeers();
    const theirs = new Map<string, number>();
    for (const peer of peers) {
      await load(peer, plan);
      let count = 0;
      const asking = async () => {
        count = await peer.lastValues(start, systemClock.now());
      };
      const taken = await whileIngesting(10 * LIVE_EVERY_MS, deliverLiveTo(peer, SERIES), () =>
        repeat(TIMES, asking, 2),
      );
      theirs.set(peer.name, report.figure(`${peer.name} (${count})`, 'ms', taken));
    }
    await endPeers(peers);
    for (const { name, reason } of absent) report.skip(name, reason);
    holdAgainst(report, ours, theirs, { must: 1, aim: 0.2 });
  },
};

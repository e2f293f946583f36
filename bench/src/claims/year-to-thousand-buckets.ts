import { must, systemClock } from '@musubi/base';
import { queryReadings } from '@musubi/schema/api';
import { deliverLive, deliverLiveTo, LIVE_EVERY_MS } from '../contestants/live-gateways.ts';
import { endPeers, load, startPeers } from '../contestants/loaded-peers.ts';
import { RunningPlant } from '../contestants/running-plant.ts';
import { whileIngesting } from '../load/while-ingesting.ts';
import { isFull } from '../measure/arguments.ts';
import type { Claim } from '../measure/claim.ts';
import { holdAgainst } from '../measure/hold-against.ts';
import { repeat } from '../measure/repeat.ts';

const DAY_MS = 86_400_000;
const BUCKETS = 1_000;
const TIMES = 15;
const everyMs = isFull ? 1_000 : 10_000;
const perDay = DAY_MS / everyMs;

export const yearToThousandBuckets: Claim = {
  question: `One series × one year (a reading every ${everyMs / 1000} s, ${(365 * perDay).toLocaleString('en-US')} in all) to 1,000 buckets of min, max and mean, while 20 series are taken in ten times a second`,
  async measure(report) {
    const to = Math.floor(systemClock.now() / DAY_MS) * DAY_MS;
    const from = to - 365 * DAY_MS;
    const plan = { seriesCount: 1, seconds: 365 * 86_400, portionSeconds: 86_400, start: from, everyMs };
    await using musubi = await RunningPlant.of(plan);
    const { product, client } = await musubi.product();
    let said = '';
    const ask = async () => {
      const answer = await client.call(queryReadings, {
        seriesIds: [musubi.idOf(1)],
        from,
        to,
        buckets: BUCKETS,
      });
      said = `${answer.series[0]?.time.length} buckets from ${answer.grain} rows`;
    };
    const overHttp = await whileIngesting(LIVE_EVERY_MS, deliverLive(product, musubi.plant), () =>
      repeat(TIMES, ask, 3),
    );
    const ours = report.figure(`Musubi over HTTPS, JSON (${said})`, 'ms', overHttp);
    const alone = await musubi.withStore((store) => {
      const query = {
        series: musubi.numbers(),
        from,
        to,
        bucketMs: 9 * 3_600_000,
        gapAfterMs: [5 * everyMs],
      };
      return repeat(TIMES, () => store.buckets(query), 3);
    });
    report.figure('(Musubi, the store port alone, 974 buckets)', 'ms', alone);
    const { peers, absent } = await startPeers();
    const theirs = new Map<string, number>();
    for (const peer of peers) {
      await load(peer, plan);
      let count = 0;
      const asking = async () => {
        count = await peer.toBuckets(1, from, to, BUCKETS);
      };
      const taken = await whileIngesting(LIVE_EVERY_MS, deliverLiveTo(peer, 20), () => repeat(5, asking));
      theirs.set(peer.name, report.figure(`${peer.name} (${count} buckets)`, 'ms', taken));
    }
    await endPeers(peers);
    for (const { name, reason } of absent) report.skip(name, reason);
    report.hold('Musubi', must(ours, 'a figure'), { must: 25, aim: 8, better: 'lower', unit: 'ms' });
    holdAgainst(report, ours, theirs, isFull ? { must: 0.1, aim: 0.03 } : { must: 1, aim: 0.1 });
  },
};

import { queryReadings } from '@musubi/schema/api';
import { DAY_SERIES } from '../contestants/factory-day.ts';
import type { Claim } from '../measure/claim.ts';
import { holdAgainst } from '../measure/hold-against.ts';
import { repeat } from '../measure/repeat.ts';

const TIMES = 5;
const MINUTES = 1_440;

export const twoHundredSeriesPerMinute: Claim = {
  question:
    '200 series, one day, per minute (288,000 buckets; Musubi answers min, max, mean, first, last, count and gap, the peers the mean)',
  needsFactoryDay: true,
  async measure(report, day) {
    const { musubi, peers, absent, from, to } = await day();
    const { client } = await musubi.product();
    const seriesIds = musubi.plant.series.map(({ id }) => id);
    let said = '';
    const overHttp = await repeat(TIMES, async () => {
      const answer = await client.call(queryReadings, { seriesIds, from, to, buckets: MINUTES });
      const buckets = answer.series.reduce((sum, { time }) => sum + time.length, 0);
      said = `${buckets} buckets of ${answer.bucketMs / 1000} s`;
    });
    const ours = report.figure(`Musubi over HTTPS, JSON (${said})`, 'ms', overHttp);
    const alone = await musubi.withStore((store) => {
      const series = musubi.numbers();
      const query = { series, from, to, bucketMs: 60_000, gapAfterMs: series.map(() => 5_000) };
      return repeat(TIMES, () => store.buckets(query));
    });
    const theirs = new Map<string, number>();
    for (const peer of peers) {
      let count = 0;
      const taken = await repeat(TIMES, async () => {
        count = await peer.perMinute(DAY_SERIES, from, to);
      });
      theirs.set(peer.name, report.figure(`${peer.name} (${count} buckets)`, 'ms', taken));
    }
    for (const { name, reason } of absent) report.skip(name, reason);
    report.figure('(Musubi, the store port alone)', 'ms', alone);
    holdAgainst(report, ours, theirs, { must: 1, aim: 0.5 });
  },
};

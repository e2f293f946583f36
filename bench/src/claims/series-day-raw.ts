import { queryReadings } from '@musubi/schema/api';
import type { Claim } from '../measure/claim.ts';
import { holdAgainst } from '../measure/hold-against.ts';
import { repeat } from '../measure/repeat.ts';

const SERIES = 3;
const TIMES = 9;

export const seriesDayRaw: Claim = {
  question: 'One series of 200, one day, every reading (86,400)',
  needsFactoryDay: true,
  async measure(report, day) {
    const { musubi, peers, absent, from, to } = await day();
    const { client } = await musubi.product();
    const input = { seriesIds: [musubi.idOf(SERIES)], from, to, limit: 1_000_000 };
    let rows = 0;
    const overHttp = await repeat(TIMES, async () => {
      const answer = await client.call(queryReadings, input);
      rows = answer.series[0]?.time.length ?? 0;
    });
    const ours = report.figure(`Musubi over HTTPS, JSON (${rows} rows)`, 'ms', overHttp);
    const alone = await musubi.withStore((store) => {
      const selection = { series: musubi.numbers().slice(SERIES - 1, SERIES), from, to, limit: 1_000_000 };
      return repeat(TIMES, () => store.raw(selection));
    });
    const theirs = new Map<string, number>();
    for (const peer of peers) {
      let count = 0;
      const taken = await repeat(TIMES, async () => {
        count = await peer.seriesRaw(SERIES, from, to);
      });
      theirs.set(peer.name, report.figure(`${peer.name} (${count} rows)`, 'ms', taken));
    }
    for (const { name, reason } of absent) report.skip(name, reason);
    report.figure('(Musubi, the store port alone)', 'ms', alone);
    holdAgainst(report, ours, theirs, { must: 0.7, aim: 0.25 });
  },
};

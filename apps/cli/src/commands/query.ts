import { qualityName } from '@musubi/schema';
import { queryReadings } from '@musubi/schema/api';
import { type Command, text } from '../command.ts';
import { allSeries, type NamedSeries, pickSeries } from '../find-series.ts';
import { parseTime } from '../parse-time.ts';

export const query: Command = {
  name: 'query',
  ja: '測定値を読む。項目を指定しなければ、項目の一覧を出す',
  en: 'Read readings; without a series it lists all series',
  usage: '[<device>/<series> …]',
  options: {
    from: {
      type: 'string',
      ja: '始まり（-1h、2026-11-24、ISO 8601）',
      en: 'Beginning (-1h, 2026-11-24, ISO 8601)',
      default: '-1h',
    },
    to: { type: 'string', ja: '終わり', en: 'End', default: 'now' },
    buckets: { type: 'string', ja: 'この数の区間に集計する', en: 'Aggregate into this many buckets' },
    limit: { type: 'string', ja: '生データの上限', en: 'Most raw readings', default: '1000' },
  },
  async run(context) {
    const client = await context.client();
    if (context.words.length === 0) return printSeries(await allSeries(client), context.say);
    const picked = await pickSeries(client, context.words);
    const buckets = text(context, 'buckets');
    const answer = await client.call(queryReadings, {
      seriesIds: picked.map(({ series }) => series.id),
      from: parseTime(text(context, 'from')!, context.now()),
      to: parseTime(text(context, 'to')!, context.now()),
      ...(buckets === undefined ? { limit: Number(text(context, 'limit')) } : { buckets: Number(buckets) }),
    });
    context.say.result(answer, () => {
      const byId = new Map(picked.map((one) => [one.series.id, one]));
      for (const columns of answer.series) {
        const { series, device } = byId.get(columns.seriesId)!;
        context.say.line(`${device?.name ?? ''} / ${series.name} [${series.unit}]  ${answer.grain}`);
        context.say.table(
          ['time', 'min', 'mean', 'max', 'last', 'text', 'count', 'quality'],
          columns.time.map((time, i) => [
            new Date(time).toISOString(),
            columns.min[i],
            columns.mean[i],
            columns.max[i],
            columns.last[i],
            columns.text[i],
            columns.count[i],
            qualityName(columns.quality[i]!),
          ]),
        );
      }
      if (answer.truncated) context.say.note('上限で切りました（--limit）', 'Cut at the limit (--limit)');
    });
  },
};

function printSeries(all: NamedSeries[], say: Parameters<Command['run']>[0]['say']): void {
  say.result(
    all.map(({ series, device }) => ({ ...series, deviceName: device?.name })),
    () =>
      say.table(
        ['id', 'device', 'key', 'name', 'kind', 'unit'],
        all.map(({ series, device }) => [
          series.id,
          device?.name,
          series.key,
          series.name,
          series.kind,
          series.unit,
        ]),
      ),
  );
}

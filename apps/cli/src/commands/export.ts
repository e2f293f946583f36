import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { MusubiError } from '@musubi/base';
import { exportReadings } from '@musubi/schema/api';
import { type Command, text } from '../command.ts';
import { pickSeries } from '../find-series.ts';
import { parseTime } from '../parse-time.ts';

export const exportCommand: Command = {
  name: 'export',
  ja: '測定値をファイルに書き出す（CSV、Excel、Parquet）',
  en: 'Write readings to a file (CSV, Excel, Parquet)',
  usage: '<device>/<series> …',
  options: {
    from: { type: 'string', ja: '始まり', en: 'Beginning', default: '-1d' },
    to: { type: 'string', ja: '終わり', en: 'End', default: 'now' },
    format: { type: 'string', ja: 'csv、xlsx、parquet', en: 'csv, xlsx or parquet', default: 'csv' },
    grain: { type: 'string', ja: 'raw、minute、hour', en: 'raw, minute or hour', default: 'raw' },
    out: { type: 'string', ja: '書き出すファイル', en: 'File to write' },
  },
  async run(context) {
    const file = text(context, 'out');
    if (file === undefined) {
      throw new MusubiError('caller', 'client.missing-option', '--out is missing', {
        details: { name: '--out' },
      });
    }
    const client = await context.client();
    const picked = await pickSeries(client, context.words);
    const answer = await client.download(exportReadings, {
      seriesIds: picked.map(({ series }) => series.id).join(','),
      from: parseTime(text(context, 'from')!, context.now()),
      to: parseTime(text(context, 'to')!, context.now()),
      format: text(context, 'format') as 'csv',
      grain: text(context, 'grain') as 'raw',
      language: context.say.language,
    });
    const target = createWriteStream(file);
    await pipeline(answer, target);
    context.say.result({ file, bytes: target.bytesWritten, series: picked.length }, () =>
      context.say.line(`${file}  ${target.bytesWritten} bytes`),
    );
  },
};

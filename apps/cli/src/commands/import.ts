import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { MusubiError } from '@musubi/base';
import { importFile, previewFile } from '@musubi/schema/api';
import { type Command, text } from '../command.ts';

export const importCommand: Command = {
  name: 'import',
  ja: 'CSV・TSV ファイルの測定値を取り込む（元のファイルも残す）',
  en: 'Store the readings of a CSV or TSV file; the original is kept',
  usage: '<file>',
  options: {
    device: {
      type: 'string',
      ja: '機器の名前（初期値はファイル名）',
      en: 'Name of the device (default: the file name)',
    },
    preview: {
      type: 'boolean',
      ja: '取り込まずに、列と誤りのある行を見る',
      en: 'Show columns and faulty rows without storing',
    },
  },
  async run(context) {
    const [file] = context.words;
    if (file === undefined) {
      throw new MusubiError('caller', 'client.missing-option', 'no file', { details: { name: '<file>' } });
    }
    const client = await context.client();
    const fileName = basename(file);
    if (context.options.preview) {
      const seen = await client.upload(previewFile, { fileName }, createReadStream(file));
      return context.say.result(seen, () => {
        context.say.table(
          ['column', 'kind'],
          seen.columns.map(({ name, kind, isTime }) => [name, isTime ? 'time' : kind]),
        );
        context.say.table(
          ['row', 'column', 'problem'],
          seen.errors.map((one) => [one.row, one.column, `${one.code} ${one.detail}`]),
        );
      });
    }
    const deviceName = text(context, 'device') ?? fileName.replace(/\.\w+$/, '');
    const done = await client.upload(importFile, { fileName, deviceName }, createReadStream(file));
    context.say.result(done, () =>
      context.say.line(
        context.say.word(
          `${done.stored} 件を保存、${done.duplicates} 件は保存済み、${done.rowErrors} 行に誤り`,
          `${done.stored} stored, ${done.duplicates} there already, ${done.rowErrors} faulty rows`,
        ),
      ),
    );
  },
};

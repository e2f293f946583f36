import { resolve } from 'node:path';
import { MusubiError } from '@musubi/base';
import { type Command, text } from '../command.ts';
import { readPassword } from '../read-password.ts';

export const restore: Command = {
  name: 'restore',
  ja: 'バックアップを新しいデータのフォルダーに戻す（Musubi は止めておく）',
  en: 'Bring a backup back as a new data folder (Musubi must be stopped)',
  usage: '<file.musubi-backup>',
  options: {
    key: {
      type: 'string',
      ja: '復元の鍵（なければ標準入力から）',
      en: 'Recovery key (else from standard input)',
    },
    into: {
      type: 'string',
      ja: '戻す先（初期値は --data のフォルダー）',
      en: 'Where to (default: the folder of --data)',
    },
  },
  async run(context) {
    const [file] = context.words;
    if (file === undefined) {
      throw new MusubiError('caller', 'client.missing-option', 'no file', { details: { name: '<file>' } });
    }
    const { restoreBackup } = await import('@musubi/server');
    const { say } = context;
    const key = text(context, 'key') ?? (await readPassword(say, '復元の鍵:', 'Recovery key:'));
    const into = resolve(text(context, 'into') ?? context.data);
    const manifest = await restoreBackup({ file, key, into });
    say.result({ into, ...manifest }, () =>
      say.line(
        say.word(
          `${into} に戻しました。測定値 ${manifest.readings} 件、${new Date(manifest.createdAt).toISOString()} の時点です`,
          `Restored into ${into}: ${manifest.readings} readings as of ${new Date(manifest.createdAt).toISOString()}`,
        ),
      ),
    );
  },
};

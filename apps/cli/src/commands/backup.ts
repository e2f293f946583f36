import { MusubiError, systemClock } from '@musubi/base';
import { getBackupKey, listBackups, type Output, startBackup } from '@musubi/schema/api';
import type { Client } from '../client/client.ts';
import { type Command, text } from '../command.ts';

type Backup = Output<typeof listBackups>['backups'][number];

const LOOK_EVERY_MS = 500;

export const backup: Command = {
  name: 'backup',
  ja: 'バックアップを作って確かめる（now）、一覧（list）、復元の鍵（key）',
  en: 'Make and verify a backup (now), list them (list), show the recovery key (key)',
  usage: 'now | list | key',
  options: {
    password: { type: 'string', ja: '鍵を見るための自分のパスワード', en: 'My password, to see the key' },
  },
  async run(context) {
    const [act = 'now'] = context.words;
    const { say } = context;
    const client = await context.client();
    if (act === 'list') {
      const answer = await client.call(listBackups, {});
      return say.result(answer, () => {
        say.line(answer.folder);
        say.table(
          ['id', 'state', 'bytes', 'readings'],
          answer.backups.map((one) => [one.id, one.state, one.bytes, one.readings]),
        );
      });
    }
    if (act === 'key') {
      const { key } = await client.call(getBackupKey, { password: text(context, 'password') ?? '' });
      return say.result({ key }, () => say.line(key));
    }
    if (act !== 'now')
      throw new MusubiError('caller', 'client.unknown-act', `unknown act ${act}`, { details: { act } });
    const { id } = await client.call(startBackup, {});
    const done = await untilDone(client, id, context.signal);
    if (done.state !== 'good') {
      throw new MusubiError('us', done.problem ?? 'backup.failed', 'the backup is not good', {
        details: { id },
      });
    }
    say.result(done, () => say.line(`${done.id}  ${done.state}  ${done.bytes} bytes`));
  },
};

async function untilDone(client: Client, id: string, signal: AbortSignal): Promise<Backup> {
  for (;;) {
    const { backups } = await client.call(listBackups, {});
    const found = backups.find((one) => one.id === id);
    if (found?.state === 'good' || found?.state === 'failed') return found;
    if (signal.aborted) throw new MusubiError('caller', 'client.stopped', 'stopped by the user');
    await systemClock.sleep(LOOK_EVERY_MS, signal);
  }
}

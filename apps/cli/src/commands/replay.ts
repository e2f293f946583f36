import { MusubiError, systemClock } from '@musubi/base';
import { addConnection, removeConnection } from '@musubi/schema/api';
import { type Command, text } from '../command.ts';

export const replay: Command = {
  name: 'replay',
  ja: 'MTConnect（SHDR）の記録を、アダプターとして再生する',
  en: 'Play a recording of an MTConnect adapter (SHDR) as the machine itself would',
  usage: '<recording>',
  options: {
    speed: {
      type: 'string',
      ja: '速さ（10 は10倍、max は最速）',
      en: 'Pace (10 is ten times as fast, max as fast as it is read)',
      default: '1',
    },
    port: {
      type: 'string',
      ja: '待ち受けるポート（0 は空いているもの）',
      en: 'Port to listen on (0: any free one)',
      default: '0',
    },
    connect: {
      type: 'string',
      ja: 'この名前の接続を Musubi に加え、終わったら外す',
      en: 'Add a connection of this name to Musubi, and remove it when done',
    },
    keep: { type: 'boolean', ja: '終わっても接続を残す', en: 'Keep that connection when done' },
    original: { type: 'boolean', ja: '記録の時刻のまま送る', en: 'Keep the recorded time stamps' },
  },
  async run(context) {
    const [file] = context.words;
    if (file === undefined) {
      throw new MusubiError('caller', 'client.missing-option', 'no file', {
        details: { name: '<recording>' },
      });
    }
    const { openReplayAdapter } = await import('@musubi/world');
    const speed = text(context, 'speed')!;
    const adapter = await openReplayAdapter({
      file,
      speed: speed === 'max' ? Number.POSITIVE_INFINITY : Number(speed),
      port: Number(text(context, 'port')),
      shift: context.options.original ? 'original' : 'now',
      clock: systemClock,
    });
    context.signal.addEventListener('abort', () => void adapter.close(), { once: true });
    context.say.note(`127.0.0.1:${adapter.port} で待っています`, `Listening on 127.0.0.1:${adapter.port}`);
    const name = text(context, 'connect');
    const client = name === undefined ? undefined : await context.client();
    const added = await client?.call(addConnection, {
      name: name!,
      connector: 'shdr',
      settings: { host: '127.0.0.1', port: adapter.port },
    });
    const result = await adapter.done;
    const counts = Object.fromEntries([...adapter.counts()].map(([item, count]) => [item, count]));
    await adapter.close();
    if (added && !context.options.keep) await client?.call(removeConnection, { id: added.connection.id });
    context.say.result({ ...result, counts }, () =>
      context.say.line(
        context.say.word(
          `${result?.lines ?? 0} 行、${result?.observations ?? 0} 件を送りました`,
          `${result?.lines ?? 0} lines, ${result?.observations ?? 0} observations sent`,
        ),
      ),
    );
  },
};

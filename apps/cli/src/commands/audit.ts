import { MusubiError } from '@musubi/base';
import { listAudit, verifyAudit } from '@musubi/schema/api';
import { type Command, text } from '../command.ts';

export const audit: Command = {
  name: 'audit',
  ja: '操作の記録を見る（list）、改ざんがないか確かめる（verify）',
  en: 'Read the audit log (list), check that nobody altered it (verify)',
  usage: 'list | verify',
  options: {
    limit: { type: 'string', ja: '件数', en: 'How many', default: '50' },
    act: { type: 'string', ja: 'この操作だけ', en: 'Only this act' },
  },
  async run(context) {
    const [act = 'list'] = context.words;
    const { say } = context;
    const client = await context.client();
    if (act === 'list') {
      const only = text(context, 'act');
      const input = { limit: Number(text(context, 'limit')), ...(only === undefined ? {} : { act: only }) };
      const { entries } = await client.call(listAudit, input);
      return say.result(entries, () =>
        say.table(
          ['#', 'time', 'who', 'act', 'target', 'result'],
          entries.map((one) => [
            one.sequence,
            new Date(one.at).toISOString(),
            one.actorName,
            one.act,
            one.target,
            one.result,
          ]),
        ),
      );
    }
    if (act !== 'verify')
      throw new MusubiError('caller', 'client.unknown-act', `unknown act ${act}`, { details: { act } });
    const checked = await client.call(verifyAudit, {});
    say.result(checked, () =>
      say.line(
        checked.intact
          ? say.word(
              `${checked.entries} 件、改ざんはありません。先頭 ${checked.head}`,
              `${checked.entries} entries, intact. Head ${checked.head}`,
            )
          : say.word(
              `${checked.brokenAt} 件目で途切れています（${checked.reason}）`,
              `Broken at entry ${checked.brokenAt} (${checked.reason})`,
            ),
      ),
    );
    if (!checked.intact) {
      throw new MusubiError('us', 'audit.broken', 'the audit chain is broken', {
        details: { brokenAt: checked.brokenAt ?? 0 },
      });
    }
  },
};

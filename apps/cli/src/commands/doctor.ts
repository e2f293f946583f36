import { type Command, text } from '../command.ts';

export const doctor: Command = {
  name: 'doctor',
  ja: 'このパソコンの Musubi を診る（設定、フォルダー、ポート、証明書、空き容量）',
  en: 'Examine the Musubi of this computer (settings, folder, ports, certificate, disk)',
  usage: '',
  options: {},
  async run(context) {
    const { examine } = await import('@musubi/server');
    const data = text(context, 'data');
    const findings = await examine(data === undefined ? [] : ['--data', data], context.environment);
    const { say } = context;
    const marks = { good: '○', note: '△', bad: '×' } as const;
    say.result(findings, () => {
      for (const one of findings) say.line(`${marks[one.state]} ${say.word(one.ja, one.en)}`);
    });
    if (findings.some(({ state }) => state === 'bad')) process.exitCode = 1;
  },
};

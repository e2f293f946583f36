import { type Command, text } from '../command.ts';

export const config: Command = {
  name: 'config',
  ja: '設定を表示する（--explain で説明・初期値・どこから来たか）',
  en: 'Show the configuration (--explain: words, default and where each value comes from)',
  usage: '[-- <server options>]',
  options: { explain: { type: 'boolean', ja: '説明を付ける', en: 'Explain each setting' } },
  async run(context) {
    const { explainConfig, readConfig } = await import('@musubi/server');
    const data = text(context, 'data');
    const environment = context.environment;
    const read = readConfig([...(data === undefined ? [] : ['--data', data]), ...context.words], environment);
    const { say } = context;
    if (!context.options.explain) {
      return say.result(read.config, () =>
        say.table(
          ['name', 'value'],
          Object.entries(read.config).map(([name, value]) => [name, JSON.stringify(value)]),
        ),
      );
    }
    const explained = explainConfig(read);
    say.result(explained, () => {
      for (const one of explained) {
        say.line(`${one.name} = ${JSON.stringify(one.value)}`);
        say.line(`    ${say.word(one.ja, one.en)}`);
        say.line(
          `    ${say.word('初期値', 'default')} ${JSON.stringify(one.default)}  ·  ${say.word('出どころ', 'from')} ${one.origin}  ·  ${one.flag}  ·  ${one.environment}`,
        );
      }
    });
  },
};

import { type Command, commonOptions } from './command.ts';
import { commands } from './commands/index.ts';
import type { Says } from './says.ts';

export function printHelp(say: Says): void {
  say.line('結び Musubi');
  say.line('');
  say.line('  musubi <command> [options]        npm run musubi -- <command> [options]');
  say.line('');
  say.table(
    ['', '', ''],
    commands.map((one) => ['', one.name, say.word(one.ja, one.en)]),
  );
  say.line('');
  printOptions(commonOptions, say);
}

export function printCommandHelp(command: Command, say: Says): void {
  say.line(say.word(command.ja, command.en));
  say.line('');
  say.line(`  musubi ${command.name} ${command.usage} [options]`);
  say.line('');
  printOptions({ ...command.options, ...commonOptions }, say);
}

function printOptions(options: Command['options'], say: Says): void {
  say.table(
    ['', '', ''],
    Object.entries(options).map(([name, one]) => [
      '',
      `--${name}`,
      `${say.word(one.ja, one.en)}${one.default === undefined ? '' : ` [${one.default}]`}`,
    ]),
  );
}

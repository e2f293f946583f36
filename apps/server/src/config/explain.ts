import { originText, type ReadConfig } from './read-config.ts';
import {
  environmentName,
  flagName,
  isSwitch,
  type SettingName,
  settingNames,
  settings,
  wordsOf,
} from './settings.ts';

/** One setting with its words, its default, its value and where that came from. */
export interface ExplainedSetting {
  name: SettingName;
  flag: string;
  environment: string;
  ja: string;
  en: string;
  default: unknown;
  value: unknown;
  origin: string;
}

export function explainConfig({ config, origins }: ReadConfig): ExplainedSetting[] {
  return settingNames.map((name) => ({
    name,
    flag: `--${flagName(name)}`,
    environment: environmentName(name),
    ...wordsOf(name),
    default: defaultOf(name),
    value: config[name],
    origin: originText(name, origins[name]),
  }));
}

/** What `--help` prints: every option in both languages with its default. */
export function helpText(): string {
  const options = settingNames.map((name) => {
    const { ja, en } = wordsOf(name);
    const value = isSwitch(name) ? '' : ' <value>';
    return [
      `  --${flagName(name)}${value}   [${JSON.stringify(defaultOf(name))}]   ${environmentName(name)}`,
      `      ${ja}`,
      `      ${en}`,
    ].join('\n');
  });
  return [
    '結び Musubi',
    '',
    '使い方 / Usage:  npm start -- [options]',
    '',
    '設定は オプション > 環境変数 > <data>/musubi.yaml > 初期値 の順に効きます。',
    'Options win over environment variables, over <data>/musubi.yaml, over the defaults.',
    '',
    ...options,
    '',
    '  --help      この説明 / this text',
    '  --version   版 / version',
  ].join('\n');
}

function defaultOf(name: SettingName): unknown {
  return settings.shape[name].parse(undefined);
}

import { language } from '@musubi/schema';
import { z } from 'zod';

/** A text in both languages. */
interface Words {
  ja: string;
  en: string;
}

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.union([z.boolean(), z.stringbool()]);
const folder = z.string().min(1);

function explained<S extends z.ZodType>(schema: S, words: Words): S {
  return schema.meta({ ...words });
}

/**
 * Every setting with its default and its words. A member `httpsPort` is `httpsPort` in the file,
 * `MUSUBI_HTTPS_PORT` in the environment and `--https-port` on the command line.
 */
export const settings = z.strictObject({
  data: explained(folder.default('./data'), {
    ja: 'データを置くフォルダー',
    en: 'Folder that holds all data',
  }),
  language: explained(language.default('ja'), {
    ja: '最初の画面の言語（ja / en）',
    en: 'Language of the first screen (ja / en)',
  }),
  timeZone: explained(
    z
      .string()
      .refine(isTimeZone)
      .default(() => Intl.DateTimeFormat().resolvedOptions().timeZone),
    {
      ja: '工場の時間帯（例 Asia/Tokyo）。書き出すファイルの時刻とバックアップの時刻に使います',
      en: 'Time zone of the site (such as Asia/Tokyo), for times in exported files and of the backup',
    },
  ),
  host: explained(z.string().min(1).default('0.0.0.0'), {
    ja: '待ち受けるアドレス。127.0.0.1 にすると、このパソコンからだけ使えます',
    en: 'Address to listen on; 127.0.0.1 lets only this computer in',
  }),
  hostNames: explained(
    z
      .union([
        z.array(z.string()),
        z.string().transform((text) => text.split(',').map((name) => name.trim())),
      ])
      .default([]),
    {
      ja: '証明書に加える名前（例 kojo.home.arpa）。カンマ区切り',
      en: 'Further names for the certificate (such as kojo.home.arpa), separated by commas',
    },
  ),
  httpsPort: explained(port.default(8443), {
    ja: '画面と API のポート（HTTPS）。0 は空いているポート',
    en: 'Port of the screens and the API (HTTPS); 0 takes any free port',
  }),
  httpPort: explained(port.default(8080), {
    ja: '証明書を入れるための案内ページのポート（HTTP）。ほかは HTTPS へ移します',
    en: 'Port of the page that helps to install the certificate (HTTP); all else is sent to HTTPS',
  }),
  mqttTlsPort: explained(port.default(8883), {
    ja: '機器が MQTT（TLS）で送るポート',
    en: 'Port where devices deliver by MQTT over TLS',
  }),
  mqttPort: explained(port.default(1883), {
    ja: '暗号なしの MQTT のポート。mqttPlainOnLan を有効にするまで、このパソコンの中だけで待ち受けます',
    en: 'Port of MQTT without encryption; on this computer only, unless mqttPlainOnLan is on',
  }),
  mqttPlainOnLan: explained(flag.default(false), {
    ja: '暗号なしの MQTT を LAN にも開く。TLS を話せない古い機器があるときだけ',
    en: 'Open unencrypted MQTT to the LAN, only for old devices that cannot speak TLS',
  }),
  demo: explained(flag.default(false), {
    ja: '模擬工場を動かす（取り除いた後でも戻します）',
    en: 'Run the simulated factory, also after it was removed',
  }),
  empty: explained(flag.default(false), {
    ja: '模擬工場なしで始める',
    en: 'Start without the simulated factory',
  }),
  logLevel: explained(z.enum(['debug', 'info', 'warn', 'error']).default('warn'), {
    ja: '記録の細かさ（debug / info / warn / error）',
    en: 'How much is logged (debug / info / warn / error)',
  }),
  rawRetentionDays: explained(z.coerce.number().int().min(0).max(36_500).default(0), {
    ja: '生の測定値を残す日数。0 は消さない。1分・1時間の集計はいつまでも残ります',
    en: 'Days to keep raw readings; 0 keeps them for ever. 1-minute and 1-hour aggregates always stay',
  }),
  backupFolder: explained(z.string().default(''), {
    ja: 'バックアップのフォルダー。空ならデータの中の backups（別のディスクや共有フォルダーを勧めます）',
    en: 'Folder for backups; empty means backups inside the data folder (another disk or a share is better)',
  }),
  backupHour: explained(z.coerce.number().int().min(-1).max(23).default(2), {
    ja: '毎日バックアップする時刻（時）。-1 はしない',
    en: 'Hour of the daily backup; -1 turns it off',
  }),
  requestsPerMinute: explained(z.coerce.number().int().min(60).default(6_000), {
    ja: '一つのアドレスから受ける要求の上限（1分あたり）',
    en: 'Most requests a minute from one address',
  }),
  deviceRequestsPerSecond: explained(z.coerce.number().int().min(1).default(2_000), {
    ja: '一つの機器から受ける送信の上限（1秒あたり）',
    en: 'Most deliveries a second from one device over HTTP',
  }),
});

export type Config = z.output<typeof settings>;
export type SettingName = keyof Config & string;

export const settingNames = Object.keys(settings.shape) as SettingName[];

/** `httpsPort` → `https-port`. */
export function flagName(name: SettingName): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `httpsPort` → `MUSUBI_HTTPS_PORT`. */
export function environmentName(name: SettingName): string {
  return `MUSUBI_${flagName(name).replaceAll('-', '_').toUpperCase()}`;
}

export function wordsOf(name: SettingName): Words {
  const { ja, en } = settings.shape[name].meta() as unknown as Words;
  return { ja, en };
}

export function isSwitch(name: SettingName): boolean {
  return settings.shape[name].safeParse(true).success && settings.shape[name].safeParse('off').success;
}

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

import type { Words } from '../words.ts';

export const site: Words['site'] = {
  name: 'この工場',
  sentence: (c) => (
    <>
      {c.days ? `${c.days}日分、` : '今日から'}
      {c.readings}件のデータを保存しています。
      {c.daysLeft && <>ディスクはあと{c.daysLeft}日もちます。</>}
      {c.backup}
    </>
  ),
  backupGood: (when) => <>最新の正常なバックアップは{when}前です。</>,
  backupNone: (link) => <>{link}。</>,
  backupNoneLink: '正常なバックアップがまだありません',
  addresses: 'アドレス',
  addressesHelp: '工場内のタブレットやパソコンで、このどれかを開いてください。',
  trust: 'タブレットにこの Musubi を信頼させる',
  trustHelp:
    '各タブレットで一度読み取ると、証明書の入れ方が表示されます。入れるとブラウザーの警告が消えます。',
  trustQr: '信頼設定ページの QR コード',
  fingerprint: '証明書の指紋',
  fingerprintHelp: '信頼する前に、端末に表示されるものと見比べてください。',
  validTo: '有効期限',
  mqtt: '機器向け MQTT',
  mqttSecure: '暗号化あり',
  mqttPlain: '暗号化なし',
  mqttPlainHere: 'このパソコンの中だけ',
  mqttPlainLan: 'ネットワークに公開',
  disk: 'ディスク',
  free: '空き',
  used: 'Musubi の使用量',
  perDay: '一日の増加',
  daysLeft: '残り',
  days: (count) => `${count}日`,
  unknownYet: '収集を始めて一日たつと分かります',
  program: 'プログラム',
  version: '版',
  runningSince: '起動',
  setAside: '起動時に退避したファイル',
  file: 'ファイル',
  reason: '理由',
  when: '日時',
  demo: 'デモ工場',
  demoRuns: 'デモ工場が、自社の機械と並んで動いています。デモの値にはすべて印が付いています。',
  demoGone: 'デモ工場は動いていません。',
  demoBack: 'デモ工場を呼び戻す',
  demoStarted: 'デモ工場を始めました。数秒で最初の値が届きます。',
  demoRemoved: (devices, series) => `デモ工場を取り除きました（機器${devices}台、${series}項目）。`,
  scripts: 'プログラムから使う',
  openapi: 'OpenAPI 仕様',
  openapiHelp: '画面でできることは、アクセストークンを使ってプログラムからもできます。',
};

import type { Words } from '../words.ts';

export const connections: Words['connections'] = {
  name: '接続',
  none: 'まだ何もつながっていません。',
  sentence: (c) => (
    <>
      {c.all ? (
        <>{c.total}件の接続はすべて順調です。</>
      ) : (
        <>
          {c.total}件の接続のうち、{c.running}件が順調です。
        </>
      )}
      {c.worst && (
        <>
          {c.worst.name}は{c.worst.since}前から「{c.worst.word}」です。
        </>
      )}
    </>
  ),
  missingSentence: (share) => <>届くはずのデータの{share}%を受信しました。</>,
  add: '接続を追加',
  connection: '接続',
  state: '状態',
  since: '継続',
  lastReading: '最後の受信',
  expected: '予定',
  received: '受信',
  missing: '欠測',
  late: '遅れ',
  duplicate: '重複',
  quarantined: '読めず',
  reconnects: '再接続',
  countedSince: '件数は Musubi の起動後のものです。欠測は「届く間隔」を決めた項目だけで数えます。',
  retryIn: (duration) => `${duration}後に再試行`,
  retrying: '再試行中',
  never: 'まだなし',
  builtIn: '内蔵',
  switchOff: '止める',
  switchOn: '動かす',
  remove: '接続を取り除く',
  removeTitle: (name) => `接続「${name}」を取り除きますか`,
  removeWhat: 'この相手からの読み取りを止めます。機器と、保存済みのデータはすべて残ります。',
  removed: (name) => `接続「${name}」を取り除きました。`,
  kindSentence: 'どの方法でつなぎますか。',
  addSentence: (title) => `${title}でつなぎます。`,
  editSentence: (name, word) => `${name}は「${word}」です。`,
  nameLabel: '接続の名前',
  nameHelp: '現場での呼び名を付けてください。',
  test: '接続を試す',
  testing: '試しています',
  reachable: (latency) => `つながりました（応答${latency}ミリ秒）。`,
  unreachable: 'この設定ではつながりません。何も変更していません。',
  sample: '届くデータの例:',
  noSample: '応答はありますが、データはまだ届いていません。',
  key: 'キー',
  value: '値',
  save: '接続を保存',
  saved: '接続を保存しました。数秒で最初のデータが届きます。',
  secretKept: '空欄のままなら、保存済みの値を使います。',
  unsupported: 'この設定はコマンドでのみ変更できます。',
  addEntry: '行を追加',
  removeEntry: '行を取り除く',
  settings: '設定',
  health: '状態',
  notAddable: 'Musubi に内蔵された接続です。ここで変える設定はありません。',
  gone: 'この接続はありません（取り除かれた可能性があります）。',
};

import type { Words } from '../words.ts';

export const audit: Words['audit'] = {
  name: '監査',
  sentence: (c) => (
    <>
      {c.count}件の操作が記録されています。最新は{c.latest}前です。
    </>
  ),
  unverified: '後から書き換えられていないかは、検証で分かります。',
  verify: '記録を検証する',
  intact: (count) => `異常なし: ${count}件の記録が最初から最後までつながっています。`,
  broken: (at) =>
    `${at}番の記録でつながりが切れています。それより前の記録は無事です。データフォルダーの写しを取り、支援者に連絡してください。`,
  head: '末尾のハッシュ',
  headHelp: '控えるか印刷しておくと、後で見比べて、書き換えがないことを確かめられます。',
  at: '日時',
  who: 'だれが',
  act: '操作',
  target: '対象',
  result: '結果',
  results: { done: '実行', refused: '拒否', failed: '失敗' },
  from: '送り元',
  details: '詳細',
  number: '番号',
  only: '次で始まる操作だけ',
  onlyHelp: '例: device、login、person',
  older: '古い記録を表示',
  none: '当てはまる記録がありません。',
};

import type { Words } from '../words.ts';

export const items: Words['items'] = {
  name: '項目',
  gloss: '項目とは、機器が届ける一つの量です（温度、個数、状態など）。',
  none: 'まだ項目がありません。機器から最初のデータが届くと現れます。',
  sentence: (c) => (
    <>
      {c.total}項目を記録しています。
      {c.plainN > 0 ? (
        <>うち{c.plain}項目は「届く間隔」が未設定で、届かなくなっても気付けません。</>
      ) : (
        'すべて「届く間隔」が決まっています。'
      )}
    </>
  ),
  search: '項目を探す',
  item: '項目',
  device: '機器',
  key: '機器側の名前',
  kind: '種類',
  unit: '単位',
  expected: '届く間隔',
  normal: '通常範囲',
  filter: 'フィルター',
  editTitle: (name) => `「${name}」の変更`,
  nameLabel: '名前',
  unitHelp: '表示する単位です（°C、A、mm/min など）。個数や状態なら空欄にします。',
  expectedHelp: 'データが届く間隔の秒数です。空欄なら変化時だけ届くものとし、欠測を数えません。',
  seconds: '秒',
  range: 'ありうる範囲',
  rangeHelp: '外れた値は物理的にありえないものとして印を付け、残しますが、集計には使いません。',
  normalLabel: '通常範囲',
  normalHelp: 'グラフの背景に描かれます。外れた値は「いつもと違う」と表示します。',
  counter: 'カウンター（リセット以外では増える一方の値）',
  noFilter: 'フィルターなし',
  onChange: '変化時',
  nothingMatches: '当てはまる項目がありません。短い言葉で試してください。',
};

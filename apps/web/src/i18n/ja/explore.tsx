import type { Words } from '../words.ts';

export const explore: Words['explore'] = {
  name: '調べる',
  choose: '機械を選び、項目を選ぶと、グラフが描かれます。',
  sentenceNone: 'いつ、何が起きたか。調べたい項目を選んでください。',
  sentence: (c) =>
    c.live ? (
      <>
        {c.items}の直近{c.span}を、ライブで表示しています。
      </>
    ) : (
      <>
        {c.items}の{c.span}（{c.until}まで）を表示しています。
      </>
    ),
  itemsCount: (n) => `${n}項目`,
  chooseItems: '項目を選ぶ',
  chosenItems: '選んだ項目',
  machine: '機械',
  items: '項目',
  removeItem: (name) => `${name}をグラフから外す`,
  done: 'グラフを描く',
  maximum: (n) => `一度に選べるのは${n}項目までです。`,
  spans: {
    tenMinutes: '10分',
    hour: '1時間',
    shift: '8時間',
    day: '1日',
    week: '1週',
    month: '1か月',
    year: '1年',
  },
  span: '期間',
  back: '前の時間へ',
  forward: '後の時間へ',
  zoomIn: '拡大',
  zoomOut: '縮小',
  toNow: '今へ',
  live: 'ライブ',
  view: '表示',
  asChart: 'グラフ',
  asTable: '表で見る',
  time: '時刻',
  mean: '平均',
  minimum: '最小',
  maximumShort: '最大',
  count: '件数',
  gap: '欠測',
  grain: { raw: '全データ', minute: '1分ごとの集計', hour: '1時間ごとの集計' },
  drawnFrom: (grain, bucket) => `${grain}から描画（1点は${bucket}ごと）。`,
  truncated: '表示しきれないデータがあります。拡大するとすべて見られます。',
  readout: (time) => `${time}の値`,
  noReading: 'データなし',
  chartLabel: (names, span) =>
    `${names}のグラフ、${span}。矢印キーでカーソル移動、プラスとマイナスで拡大縮小、Shift と矢印で時間移動、Enter でこの点の出どころを表示します。`,
  chartHint:
    'ホイールまたはピンチで拡大、ドラッグで移動。キー: ← → カーソル、+ − 拡大縮小、Shift ← → 時間、Enter 出どころ。',
  emptyTitle: 'この期間のデータはありません',
  emptyWhy: 'この時間には、選んだ項目のデータが保存されていません。時間を動かすか、期間を長くしてください。',
  emptyLatest: (when) => `最も新しいデータは${when}です。`,
  toLatest: '最新のデータへ',
  exportAs: '書き出し',
  exportGrain: '細かさ',
  csv: 'CSV',
  excel: 'Excel',
  parquet: 'Parquet',
  exportWhat: '表示している期間のデータを、保存されたまま書き出します。',
  lineage: 'この点はどこから？',
  lineageTitle: 'この点の出どころ',
  lineageSentence: (c) => (
    <>
      {c.time}の{c.name}は{c.value}でした。
    </>
  ),
  pickFirst: '先にグラフの点を選んでください。',
  chosenPoint: '選んだ点',
  measuredAt: '測定した時刻',
  arrivedAt: '届いた時刻',
  delay: (duration) => `${duration}後`,
  device: '機器',
  machineLabel: '機械',
  connection: '接続',
  filter: 'フィルター',
  noFilter: 'なし（届いたまま保存）',
  filterVersion: (name, version) => `${name}（第${version}版）`,
  batch: '一緒に届いたデータ',
  batchOf: (readings, span) => `${span}に${readings}件`,
  storedIn: '保存場所',
  hot: '今日のファイル',
  segment: '封をした日別ファイル',
  hash: 'SHA-256',
  sequence: '通し番号',
  timeInState: '状態ごとの時間',
  normalBand: '通常範囲',
  spread: '最小～最大',
  meanLine: '平均',
  legend: 'グラフの見方',
};

import type { Words } from '../words.ts';

export const machines: Words['machines'] = {
  name: '現場',
  none: 'まだ機械がつながっていません。',
  sentence: (c) => (
    <>
      {c.receiving === c.total ? (
        <>{c.totalLink}台すべてからデータが届いています。</>
      ) : (
        <>
          {c.totalLink}台中{c.receivingLink}台からデータが届いています。
        </>
      )}
      {c.worst && (
        <>
          {c.worst.name}
          {c.otherSilent > 0 && `ほか${c.otherSilent}台`}は{c.worst.since}届いていません。
        </>
      )}
      {c.outside > 0 && <>{c.outsideLink}件の値が通常範囲の外です。</>}
    </>
  ),
  since: (duration) => `${duration}間`,
  emptyTitle: '機械はまだありません',
  emptyWhy: '最初の機器を受け入れると、機械がここに現れます。値は数秒で届き始めます。',
  emptyInvite: '機器をつなぐ',
  emptyDemo: 'デモ工場を呼び戻す',
  noValues: 'まだ値がありません。最初のデータが届くと表示されます。',
  trendOf: (name) => `${name}の直近1時間`,
  more: (count) => `ほか${count}項目`,
  lastReading: '最後の受信',
  devices: '機器',
  liveValues: '現在の値',
  value: '値',
  age: '経過',
  quality: '品質',
  normal: '通常範囲',
  normalBand: (low, high) => `${low}～${high}`,
  normalAbove: (low) => `${low}以上`,
  normalBelow: (high) => `${high}以下`,
  lastHour: '直近1時間',
  exploreThis: '調べる',
  exploreMachine: 'この機械を調べる',
  machineSentence: (c) =>
    c.state === 'never' ? (
      <>{c.name}からは、まだ何も届いていません。</>
    ) : c.state === 'silent' ? (
      <>
        {c.name}からは{c.age}間データが届いていません。下の{c.values}項目は、最後に分かっている値です。
      </>
    ) : (
      <>
        {c.name}から{c.values}項目のデータが届いています（最新は{c.age}前）。
      </>
    ),
  outsideSentence: (count) => <>{count}項目が通常範囲の外です。</>,
  gone: 'この機械はありません（取り除かれた可能性があります）。',
};

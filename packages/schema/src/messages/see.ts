/** What happened, what is safe, what to do: errors of 見える化. */
export const seeMessages = {
  'see.unknown-series': {
    ja: '指定された項目が見つかりません（{series}）。データは失われていません。項目を選び直してください。',
    en: 'These series do not exist ({series}). No data is lost. Choose the series again.',
  },
  'see.no-series': {
    ja: '項目が選ばれていません。一つ以上選んでください。',
    en: 'No series is chosen. Choose at least one.',
  },
  'see.empty-span': {
    ja: '期間の終わりが始まりより後ではありません。期間を選び直してください。',
    en: 'The end of the span is not after its beginning. Choose the span again.',
  },
  'see.no-reading': {
    ja: 'この時刻に「{series}」の測定値はありません。別の点を選んでください。',
    en: 'There is no reading of “{series}” at this time. Choose another point.',
  },
  'see.parquet-is-raw': {
    ja: 'Parquet は生の測定値だけを書き出せます。粒度を「生データ」にするか、CSV か Excel を選んでください。',
    en: 'Parquet carries raw readings only. Choose raw readings, or CSV or Excel.',
  },
} as const;

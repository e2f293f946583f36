/** What can go wrong with files of readings, uploaded or put into a watched folder. */
export const fileMessages = {
  'file.empty': {
    ja: '表（2列以上）が見つかりません。何も保存していません。CSV または TSV のファイルか確認してください。',
    en: 'There is no table with two columns or more. Nothing was stored. Check that the file is CSV or TSV.',
  },
  'file.not-a-table': {
    ja: '表として読めません（引用符が閉じていない可能性があります）。元のファイルは残っています。書き出し直してください。',
    en: 'The file cannot be read as a table (a quote may not be closed). The original is kept. Export it again.',
  },
  'file.no-time': {
    ja: '日時の列が見つかりません。何も保存していません。「2026/11/24 10:00:00」のような日時の列を入れてください。',
    en: 'No column holds a time. Nothing was stored. Add a column such as “2026/11/24 10:00:00”.',
  },
  'file.too-large': {
    ja: 'ファイルが大きすぎます（上限 {largest} バイト）。何も保存していません。分けて入れてください。',
    en: 'The file is too large (limit {largest} bytes). Nothing was stored. Split it.',
  },
  'file.unknown-zone': {
    ja: 'タイムゾーン「{zone}」はわかりません。「Asia/Tokyo」のように入力してください。',
    en: 'The time zone “{zone}” is unknown. Enter one such as “Asia/Tokyo”.',
  },
  'file.folder-missing': {
    ja: 'フォルダー「{folder}」を開けません。保存済みのデータは無事です。フォルダーとアクセス権を確認してください。',
    en: 'The folder “{folder}” cannot be opened. Stored data is safe. Check the folder and its permissions.',
  },
  'file.bad-time': {
    ja: '日時が読めない行があります。ほかの行は保存済みです。元のファイルは残っています。',
    en: 'Some rows have a time that cannot be read. The other rows are stored. The original is kept.',
  },
  'file.too-many-cells': {
    ja: '見出しより列が多い行があります。ほかの行は保存済みです。元のファイルは残っています。',
    en: 'Some rows have more cells than the header. The other rows are stored. The original is kept.',
  },
  'file.not-a-number': {
    ja: '数値の列に文字があります。そのままの文字を「型違い」として保存します。',
    en: 'There is a word in a column of numbers. It is stored as it is, marked as of the wrong type.',
  },
} as const;

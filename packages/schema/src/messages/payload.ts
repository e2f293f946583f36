/** Why a delivery of a device could not be read; it lies whole in quarantine. */
export const payloadMessages = {
  'payload.empty': {
    ja: '中身のない送信がありました。ほかの測定値は無事です。機器の送信設定を確認してください。',
    en: 'The device sent nothing. Other readings are safe. Check what the device is set to send.',
  },
  'payload.not-text': {
    ja: '文字として読めない送信がありました。受け取ったまま保管しています。JSON または数値（UTF-8）で送ってください。',
    en: 'The delivery is not text. It is kept as received. Send JSON or a plain value in UTF-8.',
  },
  'payload.not-json': {
    ja: 'JSON として正しくない送信がありました。受け取ったまま保管しています。機器側の書式を直してください。',
    en: 'The delivery is not valid JSON. It is kept as received. Correct the format at the device.',
  },
  'payload.no-values': {
    ja: '測定値を含まない送信がありました。受け取ったまま保管しています。機器側で送る項目を確認してください。',
    en: 'The delivery holds no values. It is kept as received. Check which values the device sends.',
  },
  'payload.bad-column': {
    ja: '時刻と値の個数が合わない列（{detail}）がありました。その列だけを保管し、ほかの列は保存しました。機器側で個数をそろえてください。',
    en: 'A column ({detail}) does not have one value for each time. It alone is kept aside, the others are stored. Send as many values as times.',
  },
  'payload.bad-row': {
    ja: '一部の行に項目名または値がありません。ほかの行は保存済みです。機器側の書式を直してください。',
    en: 'Some rows lack a key or a value. The other rows are stored. Correct the format at the device.',
  },
  'payload.bad-time': {
    ja: '時刻が読めない行がありました。ほかの行は保存済みです。ISO 8601 または UNIX 時刻で送ってください。',
    en: 'Some rows have a time that cannot be read. The other rows are stored. Send ISO 8601 or UNIX time.',
  },
  'payload.bad-sequence': {
    ja: '通し番号が正しくない行がありました。ほかの行は保存済みです。0 以上の整数で送ってください。',
    en: 'Some rows have an invalid sequence. The other rows are stored. Send a whole number from 0.',
  },
  'payload.bad-key': {
    ja: '項目名が空か、200 文字を超えています。ほかの項目は保存済みです。項目名を短くしてください。',
    en: 'A key is empty or longer than 200 letters. The other values are stored. Shorten the key.',
  },
  'payload.too-deep': {
    ja: '入れ子が深すぎる値がありました。ほかの項目は保存済みです。8 段までにしてください。',
    en: 'A value is nested too deeply. The other values are stored. Use at most 8 levels.',
  },
  'payload.bad-line': {
    ja: '読めない行がありました。ほかの行は保存済みです。InfluxDB 行形式の書き方を確認してください。',
    en: 'Some lines cannot be read. The other lines are stored. Check the InfluxDB line protocol.',
  },
} as const;

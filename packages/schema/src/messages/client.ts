/** What happened, what is safe, what to do: the command line. */
export const clientMessages = {
  'client.unknown-command': {
    ja: '「{name}」という命令はありません。何も変更していません。musubi --help で一覧が見られます。',
    en: 'There is no command “{name}”. Nothing was changed. musubi --help lists them.',
  },
  'client.unknown-option': {
    ja: '指定を理解できません（{reason}）。何も変更していません。--help で使い方が見られます。',
    en: 'The options are not understood ({reason}). Nothing was changed. --help shows the usage.',
  },
  'client.unknown-act': {
    ja: '「{act}」という操作はありません。何も変更していません。--help で使い方が見られます。',
    en: 'There is no act “{act}”. Nothing was changed. --help shows the usage.',
  },
  'client.unknown-login': {
    ja: '「{login}」という利用者はいません。何も変更していません。musubi user list で確かめてください。',
    en: 'Nobody logs in as “{login}”. Nothing was changed. See musubi user list.',
  },
  'client.missing-option': {
    ja: '{name} が足りません。何も変更していません。--help で使い方が見られます。',
    en: '{name} is missing. Nothing was changed. --help shows the usage.',
  },
  'client.unreadable-time': {
    ja: '時刻「{text}」を読めません。何も変更していません。-1h、2026-11-24、ISO 8601 が使えます。',
    en: 'The time “{text}” can not be read. Nothing was changed. Use -1h, 2026-11-24 or ISO 8601.',
  },
  'client.unreachable': {
    ja: '{url} につながりません（{reason}）。データは無事です。Musubi が動いているか、証明書（--ca）が正しいか確かめてください。',
    en: '{url} can not be reached ({reason}). The data is safe. Check that Musubi runs and that its certificate is trusted (--ca).',
  },
  'client.not-musubi': {
    ja: 'この相手は Musubi ではないようです（状態 {status}）。アドレスを確かめてください。',
    en: 'That does not seem to be Musubi (status {status}). Check the address.',
  },
  'client.no-connection': {
    ja: '{data} で動いている Musubi がなく、ログインもしていません。npm start で始めるか、musubi login を使ってください。',
    en: 'No Musubi runs on {data} and nobody is logged in. Start it with npm start, or use musubi login.',
  },
  'client.stopped': {
    ja: '途中で止めました。始めた作業は Musubi の中で続いています。',
    en: 'Stopped. What was begun goes on inside Musubi.',
  },
  'audit.broken': {
    ja: '操作の記録が {brokenAt} 件目で途切れています。測定値は無事です。直前のバックアップの記録と見比べてください。',
    en: 'The audit log is broken at entry {brokenAt}. Readings are safe. Compare it with the log in the last backup.',
  },
} as const;

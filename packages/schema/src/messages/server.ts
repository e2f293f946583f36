/** What happened, what is safe, what to do: start-up, configuration and the HTTP edge. */
export const serverMessages = {
  bug: {
    ja: 'プログラムの不具合です（番号 {id}）。保存済みのデータは無事です。もう一度試し、続くようなら番号を添えて知らせてください。',
    en: 'This is a bug (number {id}). What is stored is safe. Try again, and report the number if it happens again.',
  },
  'config.unknown-setting': {
    ja: '「{name}」という設定はありません。「{nearest}」のことですか。何も変更していません。',
    en: 'There is no setting “{name}”. Did you mean “{nearest}”? Nothing was changed.',
  },
  'config.wrong-value': {
    ja: '設定「{name}」の値「{value}」は使えません（{origin}）。何も変更していません。npm start -- --help で使える値を確かめてください。',
    en: 'The setting “{name}” can not be “{value}” ({origin}). Nothing was changed. See npm start -- --help.',
  },
  'config.missing-value': {
    ja: '「{name}」に値がありません。何も変更していません。',
    en: '“{name}” lacks its value. Nothing was changed.',
  },
  'config.stray-argument': {
    ja: '「{name}」の意味が分かりません。オプションは -- で始めます。何も変更していません。',
    en: '“{name}” means nothing here; options begin with --. Nothing was changed.',
  },
  'config.unreadable-file': {
    ja: '設定ファイル {file} を読めません（{reason}）。データは無事です。ファイルを直してから、もう一度始めてください。',
    en: 'The configuration file {file} can not be read ({reason}). Your data is safe. Mend the file and start again.',
  },
  'server.runs-already': {
    ja: 'このフォルダー（{folder}）では、もう Musubi が動いています（プロセス {pid}、{address}）。データは無事です。そちらを開くか、止めてから始めてください。',
    en: 'Musubi already runs on this folder ({folder}; process {pid}, {address}). Your data is safe. Open that one, or stop it first.',
  },
  'server.port-taken': {
    ja: 'ポート {port} は別のプログラムが使っています。データは無事です。別のポートを選ぶか、そのプログラムを止めてください。',
    en: 'Port {port} is used by another program. Your data is safe. Choose another port, or stop that program.',
  },
  'request.invalid': {
    ja: '入力を確かめてください（{problems}）。何も変更していません。',
    en: 'Check the input ({problems}). Nothing was changed.',
  },
  'request.unreadable': {
    ja: '送られた内容を読めませんでした。何も変更していません。もう一度試してください。',
    en: 'The request could not be read. Nothing was changed. Try again.',
  },
  'request.too-large': {
    ja: '送られた内容が大きすぎます。何も変更していません。分けて送ってください。',
    en: 'The request is too large. Nothing was changed. Send it in parts.',
  },
  'request.media-type': {
    ja: 'この形式は受け取れません。何も変更していません。JSON で送ってください。',
    en: 'This media type is not taken. Nothing was changed. Send JSON.',
  },
  'request.too-many': {
    ja: '要求が多すぎます。保存済みのデータは無事です。少し待ってから、もう一度試してください。',
    en: 'Too many requests. What is stored is safe. Wait a little and try again.',
  },
  'request.not-found': {
    ja: 'この場所には何もありません。アドレスを確かめてください。',
    en: 'There is nothing at this address. Check the address.',
  },
  'request.not-websocket': {
    ja: 'ここは WebSocket だけを受け付けます。',
    en: 'This address speaks WebSocket only.',
  },
  'auth.required': {
    ja: 'ログインが必要です。何も変更していません。ログインしてから、もう一度試してください。',
    en: 'A log-in is needed. Nothing was changed. Log in and try again.',
  },
  'auth.forbidden': {
    ja: 'この操作には「{needs}」以上の役割が必要です。何も変更していません。管理者に頼んでください。',
    en: 'This needs the role “{needs}” or higher. Nothing was changed. Ask an administrator.',
  },
  'auth.ended': {
    ja: 'この利用期間は終わりました。データは無事です。必要なら管理者に延ばしてもらってください。',
    en: 'This access has ended. The data is safe. Ask an administrator to extend it.',
  },
  'auth.csrf': {
    ja: 'この画面の許可が古くなりました。何も変更していません。ページを読み込み直してください。',
    en: 'The permission of this page is out of date. Nothing was changed. Reload the page.',
  },
  'auth.foreign-page': {
    ja: '別のサイトからの操作を断りました。何も変更していません。',
    en: 'An act from another site was refused. Nothing was changed.',
  },
} as const;

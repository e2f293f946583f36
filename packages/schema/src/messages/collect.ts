/** What can go wrong with connections, devices, filters and quarantine. */
export const collectMessages = {
  'connection.not-found': {
    ja: 'この接続はもうありません。測定値は無事です。一覧を開き直してください。',
    en: 'This connection no longer exists. Readings are safe. Open the list again.',
  },
  'connection.connector-unknown': {
    ja: '接続の種類「{connector}」はこの版にありません。設定と測定値は無事です。プログラムの版を確認してください。',
    en: 'This version has no connector “{connector}”. Settings and readings are safe. Check the version of the program.',
  },
  'connection.not-addable': {
    ja: 'この種類の接続は最初から一つ用意されています。何も変更していません。一覧の接続を使ってください。',
    en: 'This kind of connection exists once, from the start. Nothing was changed. Use the one in the list.',
  },
  'connection.settings-invalid': {
    ja: '設定「{member}」が正しくありません（{problem}）。変更は保存していません。値を直してください。',
    en: 'The setting “{member}” is not valid ({problem}). Nothing was saved. Correct the value.',
  },
  'connection.built-in': {
    ja: '最初からある接続は削除できません。何も変更していません。使わない場合は停止してください。',
    en: 'A connection that belongs to the product cannot be removed. Nothing was changed. Switch it off instead.',
  },
  'connection.not-testable': {
    ja: 'この種類の接続は試せません。保存すると受信が始まります。',
    en: 'This kind of connection cannot be tried. It starts receiving once it is saved.',
  },
  'connection.no-answer': {
    ja: '接続先から応答がありません。保存済みの測定値は無事です。アドレス、電源、ネットワークを確認してください。',
    en: 'The source did not answer. Stored readings are safe. Check address, power and network.',
  },
  'connection.failed': {
    ja: '接続が切れました。保存済みの測定値は無事です。自動でつなぎ直します。続く場合は機器とネットワークを確認してください。',
    en: 'The connection failed. Stored readings are safe. It is tried again by itself; if it persists, check machine and network.',
  },
  'device.not-found': {
    ja: 'この機器はもうありません。測定値は無事です。一覧を開き直してください。',
    en: 'This device no longer exists. Readings are safe. Open the list again.',
  },
  'device.revoked': {
    ja: '機器「{name}」の登録は取り消されています。これまでの測定値は無事です。使う場合は登録し直してください。',
    en: 'The device “{name}” was revoked. Its readings so far are safe. Enrol it again to use it.',
  },
  'device.address-missing': {
    ja: 'この接続では機器のアドレスが必要です。何も保存していません。アドレスを入力してください。',
    en: 'This connection needs the address of the device. Nothing was saved. Enter the address.',
  },
  'device.address-taken': {
    ja: 'アドレス「{address}」は別の機器が使っています。何も保存していません。別のアドレスにしてください。',
    en: 'The address “{address}” belongs to another device. Nothing was saved. Choose another address.',
  },
  'device.too-many-series': {
    ja: '機器「{name}」の項目が多すぎます（上限 {most}）。これまでの項目は保存され続けます。項目名に値が入っていないか確認してください。',
    en: 'The device “{name}” names too many series (limit {most}). The known ones are still stored. Check that no values are part of the names.',
  },
  'asset.not-found': {
    ja: 'この設備はもうありません。何も変更していません。一覧を開き直してください。',
    en: 'This asset no longer exists. Nothing was changed. Open the list again.',
  },
  'series.not-found': {
    ja: 'この項目はもうありません。測定値は無事です。一覧を開き直してください。',
    en: 'This series no longer exists. Readings are safe. Open the list again.',
  },
  'enrol.not-possible': {
    ja: 'この接続では機器が自分で登録できません。何も変更していません。MQTT か HTTP の接続を選んでください。',
    en: 'Devices cannot enrol themselves at this connection. Nothing was changed. Choose the MQTT or HTTP connection.',
  },
  'enrol.code-wrong': {
    ja: 'このコードは登録されていません。何も変更していません。画面のコードをもう一度確かめてください。',
    en: 'There is no such code. Nothing was changed. Check the code on the screen.',
  },
  'enrol.code-expired': {
    ja: 'コードの期限（10分）が切れました。何も変更していません。新しいコードを作ってください。',
    en: 'The code is older than 10 minutes. Nothing was changed. Make a new one.',
  },
  'enrol.code-used': {
    ja: 'このコードは使用済みです。一つのコードで登録できるのは一台だけです。新しいコードを作ってください。',
    en: 'The code has been used. One code enrols one device only. Make a new one.',
  },
  'enrol.too-many-tries': {
    ja: '間違ったコードが続いたため、しばらく受け付けません。登録済みの機器は影響を受けません。10分後にもう一度試してください。',
    en: 'Too many wrong codes. Enrolled devices are not affected. Try again in 10 minutes.',
  },
  'filter.unit-unknown': {
    ja: '単位「{unit}」はわかりません。何も保存していません。一覧の単位から選んでください。',
    en: 'The unit “{unit}” is unknown. Nothing was saved. Choose one of the known units.',
  },
  'filter.unit-mismatch': {
    ja: '「{from}」を「{to}」には換算できません。何も保存していません。同じ種類の単位を選んでください。',
    en: '“{from}” cannot be converted to “{to}”. Nothing was saved. Choose a unit of the same quantity.',
  },
  'filter.pattern-invalid': {
    ja: 'パターン「{pattern}」は正しくありません。何も保存していません。書き方を直してください。',
    en: 'The pattern “{pattern}” is not valid. Nothing was saved. Correct it.',
  },
  'filter.pattern-unsafe': {
    ja: 'パターン「{pattern}」は処理に時間がかかりすぎるおそれがあります。何も保存していません。繰り返しを減らしてください。',
    en: 'The pattern “{pattern}” could take too long. Nothing was saved. Use fewer repetitions.',
  },
  'filter.chain-unknown': {
    ja: 'このフィルターはもうありません。何も変更していません。一覧を開き直してください。',
    en: 'This filter chain no longer exists. Nothing was changed. Open the list again.',
  },
  'filter.features-not-last': {
    ja: '「区間の特徴量」は最後にだけ置けます。何も保存していません。順番を直してください。',
    en: 'Window features can only be the last step. Nothing was saved. Change the order.',
  },
  'filter.raw-would-show': {
    ja: '元の値も残すと、隠した内容が見えてしまいます。何も保存していません。「元の値も残す」を外してください。',
    en: 'Keeping the raw readings would show what a step hides. Nothing was saved. Do not keep raw readings.',
  },
  'gateway.stopped': {
    ja: '終了処理中のため受け取れませんでした。受領を返していないデータは、機器が送り直します。起動後に確認してください。',
    en: 'The program is stopping. What was not acknowledged will be sent again by the device. Look again after the start.',
  },
  'gateway.sink-failed': {
    ja: '測定値を保存できません。受け取った分はメモリーに保持し、保存できるまで機器を待たせています。ディスクの空きを確認してください。',
    en: 'Readings cannot be stored. What came in is held in memory and sources wait. Check the free space of the disk.',
  },
  'quarantine.not-found': {
    ja: 'このデータはすでに処理されています。ほかのデータは無事です。一覧を開き直してください。',
    en: 'This delivery has been dealt with. The others are safe. Open the list again.',
  },
  'quarantine.too-large': {
    ja: '大きすぎるため一部しか保管していません（全体 {bytes} バイト）。読み直しはできません。機器から送り直してください。',
    en: 'The delivery ({bytes} bytes) was too large to be kept whole and cannot be read again. Let the device send it again.',
  },
  'quarantine.not-replayable': {
    ja: 'この種類の接続は読み直しができません。データは保管したままです。機器から送り直してください。',
    en: 'This kind of connection reads nothing again. The delivery is still kept. Let the source send it again.',
  },
  'file.not-available': {
    ja: 'この版ではファイルを読み込めません。何も保存していません。プログラムの版を確認してください。',
    en: 'This version cannot read files. Nothing was stored. Check the version of the program.',
  },
} as const;

/** What can go wrong with an MTConnect adapter. */
export const shdrMessages = {
  'shdr.unreachable': {
    ja: 'アダプター（{host}:{port}）につながりません。保存済みのデータは無事です。機械の電源、配線、アドレスを確認してください。つながるまで自動で試します。',
    en: 'The adapter ({host}:{port}) does not answer. Stored data is safe. Check the machine’s power, cable and address. It is tried again until it answers.',
  },
  'shdr.link-lost': {
    ja: 'アダプターとの接続が切れました。それまでのデータは保存済みです。自動でつなぎ直します。',
    en: 'The link to the adapter broke. What came before is stored. It is connected again by itself.',
  },
  'shdr.silent': {
    ja: 'アダプターが応答しなくなりました。それまでのデータは保存済みです。自動でつなぎ直します。続く場合は機械側を確認してください。',
    en: 'The adapter stopped answering. What came before is stored. It is connected again by itself. If this goes on, check the machine.',
  },
  'shdr.bad-line': {
    ja: 'アダプターの読めない行を受け取ったまま保管しました。ほかの行は保存済みです。アダプターの設定を確認してください。',
    en: 'A line of the adapter cannot be read; it is kept as received. Other lines are stored. Check the adapter’s settings.',
  },
  'shdr.bad-model': {
    ja: '機器モデル（Devices.xml）を読めません：{why}。データには影響ありません。正しいファイルの内容を貼り付けてください。',
    en: 'The device model (Devices.xml) cannot be read: {why}. No data is touched. Paste the contents of a valid file.',
  },
} as const;

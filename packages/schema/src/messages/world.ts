/** The simulated factory: what went wrong in it. */
export const worldMessages = {
  'world.port-taken': {
    ja: 'ポート {port} は別のプログラムが使っています。データは失われていません。そのプログラムを止めるか、設定で別のポートを選んでください。',
    en: 'Port {port} is in use by another program. No data is lost. Stop that program or choose another port in the configuration.',
  },
  'world.link-broken': {
    ja: '模擬機械との接続が切れました。送れなかった値は保持され、接続が戻ると送られます。何もする必要はありません。',
    en: 'The link of a simulated machine broke. Values not yet delivered are kept and sent when it returns. Nothing needs to be done.',
  },
  'world.source-ended': {
    ja: '試験用の機械プログラムが始まる前に終わりました。製品のデータには影響ありません。ログを確かめてください。',
    en: 'The simulated source ended before it served. Data of the product is not affected. Check the log.',
  },
  'world.no-recovery': {
    ja: '機械が戻った後も新しい値が保存されませんでした。保存済みのデータは安全です。接続の状態を確かめてください。',
    en: 'No new value was stored after the machine returned. What is stored is safe. Check the connection.',
  },
} as const;

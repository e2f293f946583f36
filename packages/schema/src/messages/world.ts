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
} as const;

/** What can go wrong with a delivery by HTTP; nothing of it is stored then. */
export const httpMessages = {
  'http.not-running': {
    ja: '受信の準備中です。送られたデータはまだ保存していません。少し待って送り直してください。',
    en: 'The HTTP door is not open yet. Nothing of this delivery is stored. Send it again shortly.',
  },
  'http.too-large': {
    ja: '送信が大きすぎます（上限 {largest} バイト）。このデータは保存していません。分けて送ってください。',
    en: 'The delivery is too large (limit {largest} bytes). Nothing of it is stored. Send smaller parts.',
  },
  'http.unknown-encoding': {
    ja: '圧縮形式「{encoding}」は読めません。このデータは保存していません。gzip か無圧縮で送ってください。',
    en: 'The encoding “{encoding}” cannot be read. Nothing is stored. Send gzip or uncompressed data.',
  },
  'http.bad-compression': {
    ja: '圧縮データが壊れています。このデータは保存していません。送り直してください。',
    en: 'The compressed body is damaged. Nothing of it is stored. Send it again.',
  },
  'http.unknown-precision': {
    ja: '時刻の単位「{precision}」はわかりません。このデータは保存していません。ns、us、ms、s のどれかを指定してください。',
    en: 'The precision “{precision}” is unknown. Nothing is stored. Use ns, us, ms or s.',
  },
} as const;

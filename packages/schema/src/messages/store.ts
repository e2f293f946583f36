/** What can happen to stored readings. */
export const storeMessages = {
  'store.disk-full': {
    ja: 'ディスクがいっぱいのため、新しい測定値の保存を止めています。保存済みの測定値は無事で、表示もできます。ディスクの空きを増やすか、生データの保存期間を短くしてください。空きができると自動で再開します。',
    en: 'The disk is full, so storing new readings is paused. What is stored is safe and can be read. Free some disk space or shorten how long raw readings are kept; storing goes on by itself.',
  },
  'store.failed': {
    ja: '測定値の保存場所が応答しません（{reason}）。保存済みと返した測定値は失われていません。ディスクの状態を確認し、続くようなら再起動してください。',
    en: 'The store of readings did not answer ({reason}). Nothing that was acknowledged is lost. Check the disk; if it goes on, restart the program.',
  },
  'store.invalid-reading': {
    ja: '時刻（{time}）または項目番号（{series}）がありえない測定値がありました。この送信は保存していません。機器の時計を確認してください。',
    en: 'A reading has an impossible time ({time}) or series number ({series}). Nothing of this delivery is stored. Check the clock of the device.',
  },
} as const;

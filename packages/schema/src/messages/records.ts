/** What can happen to records (people, devices, settings) and to the log of acts. */
export const recordsMessages = {
  'record.changed': {
    ja: 'ほかの人が先に変更しました。あなたの変更はまだ保存されていません。画面を開き直してから、もう一度変更してください。',
    en: 'Someone else changed this first. Your change is not saved, theirs is. Open the page again and repeat your change.',
  },
  'record.invalid': {
    ja: 'プログラムが正しくない値を保存しようとしました（{kind}）。これまでの記録は無事です。この表示を開発元にお知らせください。',
    en: 'The program tried to keep an invalid value ({kind}). What was kept before is safe. Please report this message.',
  },
  'record.not-indexed': {
    ja: 'プログラムが {kind} を {member} で探せませんでした。記録は無事です。この表示を開発元にお知らせください。',
    en: 'The program cannot look up {kind} by {member}. The records are safe. Please report this message.',
  },
  'record.too-new': {
    ja: '{kind} の記録は新しい版のプログラムで書かれました。記録は無事です。プログラムを新しい版に戻してください。',
    en: 'A record ({kind}) was written by a newer version of the program. It is safe. Go back to the newer version.',
  },
  'record.damaged': {
    ja: '{kind} の記録「{id}」がディスク上で壊れています。ほかの記録は無事です。バックアップから復元するか、登録し直してください。',
    en: 'The record “{id}” ({kind}) is damaged on the disk. The others are safe. Restore a backup or enter it again.',
  },
  'record.file-damaged': {
    ja: '記録のファイルが壊れていたため、別の場所に移しました。読めた記録は引き継ぎ、プログラムは動いています。人と機器の一覧を確かめ、足りなければバックアップから復元してください。',
    en: 'The file of records was damaged and moved aside. What could be read was kept and the program runs. Check people and devices; restore a backup if something is missing.',
  },
  'record.closed': {
    ja: 'プログラムの終了中のため保存できませんでした。保存済みの記録は無事です。起動し直してから、もう一度お試しください。',
    en: 'The program is stopping, so this was not saved. What was saved is safe. Start it again and repeat.',
  },
} as const;

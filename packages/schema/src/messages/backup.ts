/** Making backups and bringing them back. */
export const backupMessages = {
  'backup.already-running': {
    ja: 'バックアップを作成中です。これまでのバックアップは無事です。終わってから、もう一度お試しください。',
    en: 'A backup is being made. Earlier ones are safe. Try again when it is done.',
  },
  'backup.folder-missing': {
    ja: 'バックアップ先「{folder}」に書けません。データとこれまでのバックアップは無事です。ディスクや共有フォルダーの接続を確認してください。',
    en: 'The backup folder “{folder}” cannot be written. Data and earlier backups are safe. Check that the disk or share is connected.',
  },
  'backup.no-room': {
    ja: 'バックアップに必要な空きがありません。データとこれまでのバックアップは無事です。空きを増やすか、別のディスクを指定してください。',
    en: 'There is too little room for a backup. Data and earlier backups are safe. Free some room or choose another disk.',
  },
  'backup.not-verified': {
    ja: '作成したバックアップを試しに復元したところ、元のデータと一致しませんでした。データとこれまでのバックアップは無事です。もう一度作成し、続く場合はディスクを点検してください。',
    en: 'The new backup was restored for trial and differs from the data, so it was discarded. Data and earlier backups are safe. Make another; if that fails too, check the disk.',
  },
  'backup.file-gone': {
    ja: 'このバックアップのファイルが見つかりません。データは無事です。新しいバックアップを作成してください。',
    en: 'The file of this backup is gone. Data is safe. Make a new backup.',
  },
  'backup.failed': {
    ja: 'バックアップを作成できませんでした。データとこれまでのバックアップは無事です。もう一度お試しください。続く場合は記録（ログ）をご覧ください。',
    en: 'The backup could not be made. Data and earlier backups are safe. Try again; look at the log if it keeps failing.',
  },
  'restore.mistyped-key': {
    ja: '復旧キーに打ち間違いがあります。何も変更されていません。40文字を印刷した紙と見比べてください。',
    en: 'The recovery key has a typing error. Nothing was changed. Compare its 40 letters with the printed sheet.',
  },
  'restore.wrong-key': {
    ja: 'この復旧キーではバックアップを開けません。何も変更されていません。このバックアップを作った工場の復旧キーを使ってください。',
    en: 'This recovery key does not open this backup. Nothing was changed. Use the key of the installation that made it.',
  },
  'restore.damaged': {
    ja: 'バックアップのファイルが壊れているか、書き換えられています。何も復元していません。別のバックアップを使ってください。',
    en: 'The backup file is damaged or was changed. Nothing was restored. Use another backup.',
  },
  'restore.truncated': {
    ja: 'バックアップのファイルが途中で切れています。何も復元していません。もう一度コピーするか、別のバックアップを使ってください。',
    en: 'The backup file is cut off. Nothing was restored. Copy it again or use another backup.',
  },
  'restore.not-a-backup': {
    ja: 'このファイルは結びのバックアップではありません。何も変更されていません。拡張子 .musubi-backup のファイルを選んでください。',
    en: 'This file is no backup of Musubi. Nothing was changed. Choose a file that ends in .musubi-backup.',
  },
  'restore.too-new': {
    ja: 'このバックアップは新しい版のプログラムで作られました。何も変更されていません。新しい版で復元してください。',
    en: 'This backup was made by a newer version of the program. Nothing was changed. Restore it with that version.',
  },
  'restore.file-missing': {
    ja: 'バックアップのファイル「{file}」がありません。何も変更されていません。場所を確認してください。',
    en: 'There is no backup file “{file}”. Nothing was changed. Check the place.',
  },
  'restore.folder-not-empty': {
    ja: '復元先「{folder}」にはすでにファイルがあります。何も変更されていません。空のフォルダーを指定してください。',
    en: 'The folder “{folder}” holds files already. Nothing was changed. Choose an empty one.',
  },
  'restore.cannot-write': {
    ja: '復元先に書けません（空き不足など）。途中のものは取り除きました。バックアップは無事です。空きと権限を確認してください。',
    en: 'The target cannot be written, perhaps for want of room. What was begun is removed, the backup is safe. Check room and rights.',
  },
} as const;

/** What can happen to kept files. */
export const documentsMessages = {
  'document.damaged': {
    ja: '保管しているファイル（{sha256}）がディスク上で壊れています。ほかのファイルは無事です。バックアップから復元してください。',
    en: 'A kept file ({sha256}) is damaged on the disk. The other files are safe. Restore it from a backup.',
  },
} as const;

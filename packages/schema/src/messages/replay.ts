/** Replaying a recording. */
export const replayMessages = {
  'replay.no-recording': {
    ja: '再生する記録が指定されていません。ファイル名を指定してください。',
    en: 'No recording was named. Name a file to replay.',
  },
  'replay.unreadable': {
    ja: '記録 {file} を読めません。ファイル名と権限を確かめてください。保存済みのデータには影響ありません。',
    en: 'The recording {file} cannot be read. Check its name and permissions. Stored data is not affected.',
  },
} as const;

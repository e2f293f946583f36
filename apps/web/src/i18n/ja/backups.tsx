import type { Words } from '../words.ts';

export const backups: Words['backups'] = {
  name: 'バックアップ',
  sentenceGood: (c) => (
    <>
      最新の正常なバックアップは{c.when}前です（{c.size}）。試しに復元し、照合まで済んでいます。
    </>
  ),
  sentenceNone: '正常なバックアップがまだありません。今ディスクが壊れると、すべて失われます。',
  sentenceRunning: (step) => `バックアップを進めています: ${step}`,
  start: '今すぐバックアップ',
  started: 'バックアップを始めました。試しに復元して照合が済むと「正常」になります。',
  startedAt: '開始',
  took: '所要',
  state: '状態',
  size: '大きさ',
  readings: 'データ件数',
  problem: '問題',
  folder: '保存先フォルダー',
  folderHelp:
    'このフォルダーを、別のディスクか別の建物へ写してください。同じディスクの写しは、一緒に失われます。',
  list: 'バックアップ一覧',
  emptyTitle: 'バックアップはまだありません',
  emptyWhy: 'バックアップは暗号化されます。試しに復元し、照合できたものだけを「正常」とします。',
  keyTitle: '復元キー',
  keyWhy:
    'このキーがないと、だれもバックアップから復元できません。印刷して、このパソコンとは別の場所に保管してください。',
  keyUnseen: 'キーシートはまだ印刷されていません。',
  keySeen: 'キーシートは表示済みです。',
  keyAsk: 'キーを表示するため、パスワードを入力してください',
  keyShow: 'キーシートを表示',
  sheetTitle: 'Musubi 復元キー',
  sheetWhat:
    'このキーとバックアップファイルがあれば、別のパソコンですべてを復元できます。両方を持つ人は全データを読めます。パソコンともバックアップとも別の場所に、鍵をかけて保管してください。',
  sheetHow: '復元の方法',
  sheetSite: '設置先',
  sheetPrinted: '印刷日',
  sheetBy: '保管者・保管場所',
  printSheet: 'キーシートを印刷',
  continuesAlone: 'このページを離れても、処理は続きます。',
};

import type { Words } from '../words.ts';

export const files: Words['files'] = {
  name: 'ファイル取り込み',
  sentence: 'CSV・TSV ファイルの測定値を取り込みます。保存の前に、行ごとの誤りを確かめられます。',
  choose: 'ファイルを選ぶ',
  chooseOther: '別のファイルを選ぶ',
  drop: 'CSV・TSV、UTF-8 または Shift_JIS（CP932）。1行目は見出し、時刻の列が一つ必要です。',
  previewSentence: (c) =>
    c.errors === 0
      ? `${c.name}: ${c.rows}行、すべて読めます。`
      : `${c.name}: ${c.rows}行のうち、${c.errors}行に誤りがあります。`,
  encoding: '文字コード',
  delimiter: '区切り',
  comma: 'カンマ',
  tab: 'タブ',
  semicolon: 'セミコロン',
  columns: '列',
  timeColumn: '時刻',
  firstRows: '最初の行',
  errors: '誤りのある行',
  row: '行',
  column: '列',
  problem: '内容',
  deviceName: 'この測定値の機器',
  deviceHelp: '新しい名前を入れると、新しい機器ができます。',
  store: (rows) => `${rows}行を保存`,
  storing: '保存しています',
  errorsStay: '誤りのある行は取り込みません。ファイルはそのまま保管します。',
  done: (c) => `${c.stored}件を保存しました（既存${c.duplicates}件、取り込まなかった行${c.errors}行）。`,
  kept: '元のファイルを保管しました。SHA-256:',
  lookAt: 'グラフで調べる',
  another: '別のファイルを取り込む',
};

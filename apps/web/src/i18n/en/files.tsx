import { plural } from './plural.ts';

export const files = {
  name: 'Import a file',
  sentence: 'Bring readings from a CSV or TSV file. You see every row error before anything is stored.',
  choose: 'Choose a file',
  chooseOther: 'Choose another file',
  drop: 'CSV or TSV, UTF-8 or Shift_JIS (CP932), with a header row and one column of times.',
  previewSentence: (c: { name: string; rows: string; errors: number }) =>
    c.errors === 0
      ? `${c.name}: ${c.rows} rows, all readable.`
      : `${c.name}: ${c.rows} rows, ${c.errors} ${plural(c.errors, 'row error')}.`,
  encoding: 'Encoding',
  delimiter: 'Separator',
  comma: 'comma',
  tab: 'tab',
  semicolon: 'semicolon',
  columns: 'Columns',
  timeColumn: 'time',
  firstRows: 'First rows',
  errors: 'Rows with errors',
  row: 'Row',
  column: 'Column',
  problem: 'Problem',
  deviceName: 'Device the readings belong to',
  deviceHelp: 'A new name makes a new device.',
  store: (rows: string) => `Store ${rows} rows`,
  storing: 'Storing',
  errorsStay: 'Rows with errors are left out; the file itself is kept as it is.',
  done: (c: { stored: string; duplicates: string; errors: string }) =>
    `${c.stored} readings stored, ${c.duplicates} were there before, ${c.errors} rows left out.`,
  kept: 'The original is kept; its SHA-256 is',
  lookAt: 'Explore the readings',
  another: 'Import another file',
};

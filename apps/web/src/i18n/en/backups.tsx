import type { ReactNode } from 'react';

export const backups = {
  name: 'Backups',
  sentenceGood: (c: { when: ReactNode; size: string }) => (
    <>
      The last good backup is {c.when} old ({c.size}). It was restored on trial and compared.
    </>
  ),
  sentenceNone: 'There is no good backup yet. If this disk fails now, everything is gone.',
  sentenceRunning: (step: string) => `A backup is under way: ${step}.`,
  start: 'Back up now',
  started: 'The backup has started. It counts as good only after it was restored on trial and compared.',
  startedAt: 'Begun',
  took: 'Took',
  state: 'State',
  size: 'Size',
  readings: 'Readings',
  problem: 'Problem',
  folder: 'Folder',
  folderHelp:
    'Copy this folder to a second disk or another building: a backup on the same disk dies with it.',
  list: 'Backups',
  emptyTitle: 'No backup yet',
  emptyWhy: 'A backup is encrypted, and called good only after Musubi restored it on trial and compared it.',
  keyTitle: 'Recovery key',
  keyWhy: 'Without this key no backup can be restored, by nobody. Print it and keep it apart from this PC.',
  keyUnseen: 'The key sheet has not been printed yet.',
  keySeen: 'The key sheet was shown before.',
  keyAsk: 'Your password, to show the key',
  keyShow: 'Show the key sheet',
  sheetTitle: 'Musubi recovery key',
  sheetWhat:
    'With this key and a backup file, everything can be restored on another PC. Whoever holds both can read all data: keep this sheet locked away, apart from the PC and from the backup disk.',
  sheetHow: 'To restore',
  sheetSite: 'Installation',
  sheetPrinted: 'Printed on',
  sheetBy: 'Kept by (name, place)',
  printSheet: 'Print the key sheet',
  continuesAlone: 'You may leave this page; it goes on by itself.',
};

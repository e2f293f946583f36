/** The tools that make faults on purpose, for tests. */
export const faultsMessages = {
  'fault.tool-failed': {
    ja: '障害を再現するための「{program}」が動きませんでした。データには影響ありません。root 権限とプログラムの有無を確認してください。',
    en: 'The tool “{program}” that makes faults on purpose did not run. No data is touched. Check for root rights and the program.',
  },
} as const;

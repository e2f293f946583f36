import { expect, test } from 'vitest';
import { printedReport } from './report.ts';

test('a missed promise is named, in the direction it was made', () => {
  const lines: string[] = [];
  const report = printedReport((line) => lines.push(line));
  report.hold('fast enough', 20, { must: 25, aim: 8, better: 'lower', unit: 'ms' });
  report.hold('as much as the peer', 0.8, { must: 1, better: 'higher' });
  expect(lines[0]).toContain('must ≤ 25 met, aim ≤ 8 not reached');
  expect(report.missed).toEqual(['as much as the peer: 0.8 ×, must ≥ 1']);
});

test('measurements are shown with their spread', () => {
  const lines: string[] = [];
  expect(printedReport((line) => lines.push(line)).figure('peer', 'ms', [3, 1, 2])).toBe(2);
  expect(lines[0]).toMatch(/peer +2 ms {2}\(1 - 3, n = 3\)/);
});

import { expect, test } from 'vitest';
import { median, percentile, readable } from './samples.ts';

test('the median of an even number of measurements lies between the middle two', () => {
  expect(median([9, 1, 4, 2])).toBe(3);
  expect(median([5, 1, 9])).toBe(5);
});

test('a percentile is a measurement that was made', () => {
  expect(percentile([10, 20, 30, 40], 0.95)).toBe(40);
  expect(percentile([10, 20, 30, 40], 0.5)).toBe(20);
});

test('figures are read at a glance', () => {
  expect(readable(1234567)).toBe('1,234,567');
  expect(readable(12.345)).toBe('12.3');
  expect(readable(0.012345)).toBe('0.012');
});

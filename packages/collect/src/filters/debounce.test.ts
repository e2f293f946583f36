import { BatchBuilder, Quality } from '@musubi/schema';
import { expect, it } from 'vitest';
import { debounceFilter } from './debounce.ts';
import { linesOf, rowsOf, through } from './golden.ts';

it('drops what bounces back, and dates a change to when it began', () => {
  const lines = [
    [0, 0],
    [100, 1],
    [105, 0],
    [110, 1],
    [200, 1],
    [300, 1],
  ] as const;
  expect(through(debounceFilter({ holdMs: 50 }), lines)).toEqual([
    [0, 0, 0],
    [105, 0, 0],
    [110, 1, 0],
    [200, 1, 0],
    [300, 1, 0],
  ]);
});

it('settles by time alone when a source speaks on change only', () => {
  const filter = debounceFilter({ holdMs: 50 });
  const out = new BatchBuilder();
  filter.push(
    rowsOf([
      [0, 'run'],
      [100, 'stop'],
    ]),
    out,
  );
  filter.tick?.(140, out);
  expect(out.length).toBe(1);
  filter.tick?.(151, out);
  expect(linesOf(out.take())).toEqual([
    [0, 'run', 0],
    [100, 'stop', 0],
  ]);
});

it('passes the unusable, with what was on its way before it', () => {
  const lines = [
    [0, 0],
    [100, 1],
    [110, Number.NaN, Quality.LinkDown],
    [120, 1],
  ] as const;
  expect(through(debounceFilter({ holdMs: 50 }), lines).map(([time]) => time)).toEqual([0, 100, 110, 120]);
});

import { MusubiError } from '@musubi/base';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { through } from './golden.ts';
import { scaleFilter } from './scale.ts';
import { unitFilter } from './unit.ts';
import { conversion, unitSymbol, unitsLike } from './units.ts';

it.each([
  [100, '℃', '°F', 212],
  [0, 'K', '°C', -273.15],
  [1, 'bar', 'MPa', 0.1],
  [1, 'kgf/cm2', 'kPa', 98.0665],
  [1, 'kWh', 'MJ', 3.6],
  [1.5, 'A', 'mA', 1500],
  [60, 'm/min', 'm/s', 1],
  [1, 'm³/h', 'l/min', 1000 / 60],
  [1, 'Hz', 'rpm', 60],
  [1, 'in', 'mm', 25.4],
])('%d %s in %s is %d', (value, from, to, expected) => {
  const [line] = through(unitFilter({ from, to }), [[1, value]]);
  expect(line?.[1]).toBeCloseTo(expected, 9);
});

it('comes back to where it began, for every pair of units', () => {
  const symbols = [
    '°C',
    'mm',
    'kPa',
    'A',
    'V',
    'kW',
    'kWh',
    'L/min',
    'm/s',
    'G',
    'rpm',
    's',
    'kg',
    'L',
    'N',
    '%',
  ];
  const pair = fc
    .constantFrom(...symbols)
    .chain((unit) => fc.tuple(fc.constantFrom(...unitsLike(unit)), fc.constantFrom(...unitsLike(unit))));
  fc.assert(
    fc.property(pair, fc.double({ noNaN: true, min: -1e6, max: 1e6 }), ([from, to], value) => {
      const there = conversion(from, to);
      const back = conversion(to, from);
      const again = (value * there.factor + there.offset) * back.factor + back.offset;
      expect(Math.abs(again - value)).toBeLessThanOrEqual(1e-9 * (Math.abs(value) + 1_000));
    }),
  );
});

it('refuses an unknown unit and a unit of something else', () => {
  expect(() => conversion('furlong', 'm')).toThrow(MusubiError);
  expect(() => conversion('°C', 'bar')).toThrow(expect.objectContaining({ code: 'filter.unit-mismatch' }));
  expect(unitSymbol(' ℃ ')).toBe('°C');
});

it('scales 4–20 mA to 0–10 bar', () => {
  const scale = scaleFilter({ factor: 10 / 16, offset: -2.5 });
  expect(
    through(scale, [
      [1, 4],
      [2, 12],
      [3, 20],
      [4, 'off'],
    ]).map(([, value]) => value),
  ).toEqual([0, 5, 10, 'off']);
});

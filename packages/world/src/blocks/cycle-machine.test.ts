import fc from 'fast-check';
import { expect, test } from 'vitest';
import { workingMachines } from '../factory/machines.ts';
import { DAY, productionDay, startOfDay, startOfPeriod, twoShifts } from './calendar.ts';

const anySeed = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const anyTime = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2028, 0, 1) });
const keys = ['lathe', 'machining-centre', 'press', 'moulding'] as const;
const anyKey = fc.constantFrom(...keys);

test('the states of a production day partition its time', () => {
  fc.assert(
    fc.property(anySeed, anyTime, anyKey, (seed, time, key) => {
      const { machine } = workingMachines(seed)[key];
      const day = productionDay(twoShifts, time);
      const intervals = machine.day(day);
      expect(intervals[0]!.from).toBe(startOfDay(twoShifts, day));
      expect(intervals.at(-1)!.to).toBe(startOfDay(twoShifts, day + 1));
      for (let i = 1; i < intervals.length; i++) expect(intervals[i]!.from).toBe(intervals[i - 1]!.to);
      const sum = intervals.reduce((total, { from, to }) => total + to - from, 0);
      expect(sum).toBe(DAY);
    }),
    { numRuns: 40 },
  );
});

test('a machine read at any moments in any order tells the same life', () => {
  fc.assert(
    fc.property(anySeed, fc.array(anyTime, { minLength: 1, maxLength: 8 }), anyKey, (seed, times, key) => {
      const one = workingMachines(seed)[key].machine;
      const other = workingMachines(seed)[key].machine;
      const there = times.map((time) => one.at(time));
      const back = [...times].reverse().map((time) => other.at(time));
      expect(back.reverse()).toEqual(there);
    }),
    { numRuns: 15 },
  );
});

test('counters only grow, but for the planted restart on New Year or Monday', () => {
  fc.assert(
    fc.property(anySeed, anyTime, fc.integer({ min: 1, max: 3 * DAY }), anyKey, (seed, time, later, key) => {
      const { machine } = workingMachines(seed)[key];
      const period = machine.parameters.countersRestart;
      const start = (at: number) => startOfPeriod(productionDay(twoShifts, at), period);
      const before = machine.at(time);
      const after = machine.at(time + later);
      if (start(time) !== start(time + later)) return;
      expect(after.good).toBeGreaterThanOrEqual(before.good);
      expect(after.reject).toBeGreaterThanOrEqual(before.reject);
    }),
    { numRuns: 40 },
  );
});

test('pieces appear one cycle at a time and only while running', () => {
  const { machine } = workingMachines(3).lathe;
  const from = Date.UTC(2026, 0, 6);
  let last = machine.at(from);
  for (let time = from + 1_000; time < from + 6 * 3_600_000; time += 1_000) {
    const now = machine.at(time);
    const made = now.good + now.reject - last.good - last.reject;
    expect(made === 0 || made === 1).toBe(true);
    if (made === 1) expect([now.state, last.state]).toContain('run');
    last = now;
  }
});

test('a worn tool makes the cycle longer and the current higher', () => {
  const { machine } = workingMachines(11)['machining-centre'];
  const runs = machine.day(20_600).filter(({ state, cycles }) => state === 'run' && cycles > 0);
  const fresh = runs.filter(({ wear }) => wear < 0.1);
  const worn = runs.filter(({ wear }) => wear > 0.5);
  expect(fresh.length).toBeGreaterThan(0);
  for (const late of worn)
    expect(late.cycleMs).toBeGreaterThan(Math.max(...fresh.map(({ cycleMs }) => cycleMs)));
});

test('every state and reason of the shop occurs within a week', () => {
  const from = startOfDay(twoShifts, 20_600);
  for (const key of keys) {
    const states = new Set(
      workingMachines(1)
        [key].machine.intervals(from, from + 7 * DAY)
        .map(({ state }) => state),
    );
    expect(states).toEqual(new Set(['run', 'idle', 'setup', 'stop', 'fault']));
  }
});

test('whenever the demo is opened, by day or night, something runs', () => {
  const works = workingMachines(20_170_401);
  const from = startOfDay(twoShifts, 20_600);
  for (let time = from; time < from + 7 * DAY; time += 600_000) {
    expect(keys.some((key) => works[key].machine.at(time).state === 'run')).toBe(true);
  }
});

import { emptyBatch, type ReadingBatch } from '@musubi/schema';
import { expect, test } from 'vitest';
import { demoHistory } from './history.ts';
import { demoConnections, demoPlan } from './plan.ts';
import { DEMO_SEED, musubiWorks, worksTruth } from './works.ts';

const to = Date.UTC(2026, 2, 4, 3);
const from = to - 24 * 3_600_000;

function numbers() {
  const of = new Map<string, number>();
  for (const device of demoPlan('en').devices) {
    for (const { key } of device.series) of.set(`${device.key}/${key}`, of.size + 1);
  }
  return of;
}

function history(span: { from: number; to: number }): Map<string, ReadingBatch[]> {
  const of = numbers();
  const batches = new Map<string, ReadingBatch[]>();
  const numberOf = (device: string, key: string) => of.get(`${device}/${key}`);
  for (const { device, batch } of demoHistory({ ...span, numberOf })) {
    batches.set(device, [...(batches.get(device) ?? []), batch]);
  }
  return batches;
}

test('the plan names every machine and series in both languages, once', () => {
  for (const language of ['ja', 'en'] as const) {
    const plan = demoPlan(language);
    expect(plan.assets).toHaveLength(7);
    for (const device of plan.devices) {
      expect(plan.assets.some(({ key }) => key === device.asset)).toBe(true);
      expect(new Set(device.series.map(({ key }) => key)).size).toBe(device.series.length);
      for (const series of device.series) expect(series.name.length).toBeGreaterThan(0);
    }
  }
  expect(demoPlan('ja').devices.map(({ way }) => way)).toEqual(
    expect.arrayContaining(['mqtt', 'http', 'shdr', 'file']),
  );
});

test('every device that is reached by address has a connection that names it', () => {
  const own = demoPlan('ja').devices.filter(({ way }) => way === 'shdr' || way === 'file');
  const connections = demoConnections('ja', { shdrPort: 7_878, folder: '/drop' });
  expect(connections.map(({ device }) => device)).toEqual(own.map(({ address }) => address));
});

test('the history meets the live values without a step', () => {
  const live = musubiWorks(DEMO_SEED);
  const of = numbers();
  for (const [device, batches] of history({ from: to - 3_600_000, to })) {
    const signals = new Map(
      live.devices
        .find(({ key }) => key === device)!
        .signals.map((signal) => [of.get(`${device}/${signal.key}`), signal]),
    );
    const batch = batches.at(-1) ?? emptyBatch();
    for (let i = 0; i < batch.length; i += 97) {
      const value = signals.get(batch.series[i])!.at(batch.time[i]!);
      if (typeof value === 'number') expect(batch.number[i]).toBe(value);
    }
  }
});

test('the history is in time order within each series and leaves no gap wider than three readings', () => {
  const plan = demoPlan('en');
  const of = numbers();
  const batches = history({ from, to });
  for (const device of plan.devices) {
    for (const { key, expectedEveryMs } of device.series) {
      const number = of.get(`${device.key}/${key}`)!;
      const times = (batches.get(device.key) ?? []).flatMap((batch) =>
        [...batch.time.subarray(0, batch.length)].filter((_, i) => batch.series[i] === number),
      );
      expect(times.length, `${device.key} ${key}`).toBeGreaterThan(0);
      for (let i = 1; i < times.length; i++) {
        expect(times[i]).toBeGreaterThan(times[i - 1]!);
        if (expectedEveryMs === undefined || device.key === 'radio-thermometer') continue;
        expect(times[i]! - times[i - 1]!, `${device.key} ${key}`).toBeLessThanOrEqual(3 * expectedEveryMs);
      }
    }
  }
});

test('the radio thermometer comes and goes', () => {
  const radio = musubiWorks().devices.find(({ key }) => key === 'radio-thermometer')!;
  let heard = 0;
  let lost = 0;
  for (let time = from; time < to; time += 10_000) {
    if (radio.signals[0]!.at(time) === undefined) lost++;
    else heard++;
  }
  expect(heard).toBeGreaterThan(lost);
  expect(lost).toBeGreaterThan(0.05 * heard);
});

test('values lie within the ranges that the plan declares, but for a loose wire', () => {
  for (const device of musubiWorks().devices) {
    for (const signal of device.signals) {
      for (let time = from; time < to; time += 61_000) {
        const value = signal.at(time);
        if (typeof value !== 'number' || value === -127) continue;
        expect(Number.isFinite(value)).toBe(true);
        if (signal.range?.low !== undefined) expect(value).toBeGreaterThanOrEqual(signal.range.low);
        if (signal.range?.high !== undefined) expect(value).toBeLessThanOrEqual(signal.range.high);
      }
    }
  }
});

test('the energy of the panel is the sum of its power', () => {
  const panel = musubiWorks().devices.find(({ key }) => key === 'power-panel')!;
  const power = panel.signals.find(({ key }) => key === 'power')!;
  const energy = panel.signals.find(({ key }) => key === 'energy')!;
  let summed = 0;
  for (let time = from; time < to; time += 5_000) summed += (Number(power.at(time)) * 5) / 3_600;
  const told = Number(energy.at(to)) - Number(energy.at(from));
  expect(Math.abs(told - summed) / summed).toBeLessThan(0.01);
});

test('the truth knows the time in each state and the pieces made', () => {
  const works = musubiWorks();
  const truth = worksTruth(works, from, to);
  for (const { machine } of Object.values(works.machines)) {
    const { id } = machine.parameters;
    const spent = Object.values(truth.timeInState(id, from, to)).reduce((sum, ms) => sum + ms, 0);
    expect(spent).toBe(to - from);
    expect(truth.count(id, 'good', to)!).toBeGreaterThan(truth.count(id, 'good', from)!);
    expect(truth.count(id, 'good', to)).toBe(machine.at(to).good);
  }
});

test('the truth names each planted fault: lost radio, loose wire, counters set back on Monday', () => {
  const works = musubiWorks();
  const week = 7 * 24 * 3_600_000;
  const truth = worksTruth(works, to - week, to);
  const radio = works.devices.find(({ key }) => key === 'radio-thermometer')!;
  const lost = truth.planted('radio-loss');
  expect(lost.length).toBeGreaterThan(50);
  for (const span of lost) expect(radio.signals[0]!.at((span.from + span.to) / 2)).toBeUndefined();
  for (const { from: start } of truth.planted('spike', 'temperature')) {
    expect([-127, undefined]).toContain(radio.signals[0]!.at(start));
  }
  const [reset] = truth.planted('counter-reset', 'lathe');
  const { machine } = works.machines.lathe;
  expect(machine.at(reset!.from).good).toBeLessThan(machine.at(reset!.from - 1).good);
});

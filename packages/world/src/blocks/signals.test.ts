import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chance } from '../chance.ts';
import { air } from '../factory/devices/compressor.ts';
import { workingMachines } from '../factory/machines.ts';
import { twoShifts } from './calendar.ts';
import { compressorAt, compressorEnergy, energyInBlock } from './compressor.ts';
import { currentAt } from './current-clamp.ts';
import { meterRegister, registerEnergy } from './power-meter.ts';
import { commonConvention, lampOn, SignalColor, towerColor } from './signal-tower.ts';
import { ThermalBody } from './thermal.ts';
import { bearingWear, vibrationAt } from './vibration.ts';

const monday = Date.UTC(2026, 0, 4, 23);
const clamp = { standby: 3, load: 20, inrush: 25, noise: 0.2, profile: [0.2, 1, 0.2] };

test('the current peaks when a run starts and rests at standby in a stop', () => {
  const { machine } = workingMachines(5).lathe;
  const noise = chance(5, 'noise');
  const runs = machine.intervals(monday, monday + 43_200_000).filter(({ state }) => state === 'run');
  for (const { from, to } of runs) {
    if (to - from < 10_000) continue;
    const peak = currentAt(clamp, machine.at(from), from, noise);
    const later = currentAt(clamp, machine.at(from + 8_000), from + 8_000, noise);
    expect(peak).toBeGreaterThan(later + 10);
  }
  const stop = machine.intervals(monday, monday + 43_200_000).find(({ state }) => state === 'stop')!;
  expect(currentAt(clamp, machine.at(stop.from), stop.from, noise)).toBeCloseTo(3, -0.5);
});

test('a thermal body never jumps and stays between the rises of its states', () => {
  const { machine } = workingMachines(9).press;
  const body = new ThermalBody(machine, {
    minutes: 30,
    riseOf: { run: 25, idle: 4, setup: 8, stop: 6, fault: 1 },
  });
  let last = body.riseAt(monday);
  // Three days, so that two day borders are crossed.
  for (let time = monday; time < monday + 3 * 86_400_000; time += 10_000) {
    const rise = body.riseAt(time);
    expect(Math.abs(rise - last)).toBeLessThan(0.2);
    expect(rise).toBeGreaterThanOrEqual(0);
    expect(rise).toBeLessThanOrEqual(25);
    last = rise;
  }
});

test('the tower shows the colour of the convention, with the numbers of OPC 10000-200', () => {
  expect(SignalColor).toEqual({ Off: 0, Red: 1, Green: 2, Blue: 3, Yellow: 4, Purple: 5, Cyan: 6, White: 7 });
  expect(towerColor(commonConvention, 'run')).toBe(2);
  expect(towerColor(commonConvention, 'fault')).toBe(1);
  expect(towerColor(commonConvention, 'idle')).toBe(0);
  const blinks = Array.from({ length: 100 }, (_, i) => lampOn(commonConvention, 'setup', 'Yellow', i * 100));
  expect(blinks.filter(Boolean)).toHaveLength(50);
});

test('vibration grows with the bearing, faster towards its end, and starts anew after its replacement', () => {
  const shaking = { running: 2, floor: 0.2, bearingLifeDays: 50, wornAdds: 3 };
  const draws = chance(1, 'bearing');
  const wear = Array.from({ length: 100 }, (_, day) =>
    bearingWear(shaking, monday + day * 86_400_000, draws),
  );
  const drops = wear.filter((value, day) => day > 0 && value < wear[day - 1]!);
  expect(drops).toHaveLength(2);
  const { machine } = workingMachines(1).moulding;
  const { rms, kurtosis } = vibrationAt(shaking, machine.at(monday), monday, draws);
  expect(rms).toBeGreaterThan(0);
  expect(kurtosis).toBeGreaterThanOrEqual(1.5);
});

test('air pressure stays in its band without jumps', () => {
  const draws = chance(2, 'air');
  let last = compressorAt(air, twoShifts, monday, draws).pressure;
  for (let time = monday; time < monday + 21_600_000; time += 500) {
    const { pressure } = compressorAt(air, twoShifts, time, draws);
    expect(pressure).toBeGreaterThanOrEqual(air.loadAt);
    expect(pressure).toBeLessThanOrEqual(air.unloadAt);
    expect(Math.abs(pressure - last)).toBeLessThan(0.01);
    last = pressure;
  }
});

test("the compressor's energy is the sum of its power", () => {
  const draws = chance(2, 'air');
  const span = 3_600_000 + 137_000;
  let summed = 0;
  for (let time = monday; time < monday + span; time += 250) {
    const { loaded } = compressorAt(air, twoShifts, time, draws);
    summed += ((loaded ? air.loadedKw : air.unloadedKw) * 250) / 3_600_000;
  }
  const told =
    compressorEnergy(air, twoShifts, monday, monday + span, draws) +
    energyInBlock(air, twoShifts, monday + span, draws);
  expect(Math.abs(told - summed) / summed).toBeLessThan(0.005);
});

test('a meter loses less than one step and wraps after its last digit', () => {
  const meter = { unit: 0.01, coefficient: 40, digits: 6 };
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e7, noNaN: true }), (kwh) => {
      const register = meterRegister(meter, kwh);
      expect(register).toBeLessThan(1_000_000);
      const turns = Math.floor(kwh / 0.4 / 1_000_000);
      const shown = registerEnergy(meter, register + turns * 1_000_000);
      expect(kwh - shown).toBeGreaterThan(-0.001);
      expect(kwh - shown).toBeLessThan(0.401);
    }),
  );
});

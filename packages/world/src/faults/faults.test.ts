import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TruthLog } from '../truth-log.ts';
import { clockJump, clockSkew } from './clock.ts';
import type { FaultOf, Sample } from './sample.ts';
import { withFaults } from './sample.ts';
import { duplicates, linkCut, outOfOrder, radioLoss } from './transport.ts';
import { counterReset, counterWrap, notANumber, spikes, stuckValue } from './value.ts';

/** A counter that grows by one each second. */
function counting(length = 1_000): Sample[] {
  return Array.from({ length }, (_, i) => ({ series: 'n', time: i * 1_000, sentAt: i * 1_000, value: i }));
}

function send(faults: FaultOf[], samples = counting()) {
  const truth = new TruthLog();
  return { sent: withFaults(samples, faults, truth), truth };
}

const anySeed = fc.integer();

test('what is lost, sent twice or delayed is told to the truth log, and the same seed does the same', () => {
  fc.assert(
    fc.property(anySeed, (seed) => {
      const faults = () => [
        radioLoss({ seed, rate: 0.1 }),
        duplicates({ seed, rate: 0.05 }),
        outOfOrder({ seed, rate: 0.1, mostMs: 5_000 }),
      ];
      const { sent, truth } = send(faults());
      const lost = truth.planted('radio-loss').length;
      const doubled = truth.planted('duplicate').length;
      expect(sent).toHaveLength(1_000 - lost + doubled);
      expect(send(faults()).sent).toEqual(sent);
      for (let i = 1; i < sent.length; i++) {
        expect(sent[i]!.sentAt).toBeGreaterThanOrEqual(sent[i - 1]!.sentAt);
      }
    }),
    { numRuns: 20 },
  );
});

test('a device that stores and forwards loses nothing at a cut and sends its burst in order', () => {
  const { sent } = send([linkCut({ from: 100_000, to: 400_000 })]);
  expect(sent).toHaveLength(1_000);
  expect(sent.filter(({ sentAt }) => sentAt >= 100_000 && sentAt < 400_000)).toHaveLength(0);
  expect(sent.map(({ value }) => value).slice(0, 399)).toEqual(counting(399).map(({ value }) => value));
});

test('a cut longer than the buffer loses the oldest, and the log says which', () => {
  const { sent, truth } = send([linkCut({ from: 100_000, to: 400_000 }, { keeps: 50 })]);
  expect(sent).toHaveLength(750);
  expect(truth.planted('radio-loss')).toHaveLength(250);
});

test('clock skew and jumps change the stamp, never the sending', () => {
  const { sent, truth } = send([
    clockSkew({ from: 500_000, offsetMs: 2_000, ppm: 100 }),
    clockJump({ from: 0, to: 10_000 }, -86_400_000),
  ]);
  expect(sent[3]!.time).toBe(3_000 - 86_400_000);
  expect(sent[600]!.time).toBe(600_000 + 2_000 + 10);
  expect(sent.map(({ sentAt }) => sentAt)).toEqual(counting().map(({ sentAt }) => sentAt));
  expect(truth.planted('clock-jump')).toHaveLength(1);
});

test('a reset counter starts at 0 and loses no piece; a wrapped one loses only whole turns', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 98 }), { maxLength: 5 }), (tens) => {
      // Ten pieces apart: a reset after the first piece can't be seen from the counter alone.
      const moments = tens.map((ten) => ten * 10_000);
      const { sent, truth } = send([counterReset('n', moments)]);
      const grown = sent.slice(1).reduce((sum, { value }, i) => {
        const step = Number(value) - Number(sent[i]!.value);
        return sum + (step < 0 ? Number(value) : step);
      }, 0);
      expect(grown).toBe(999);
      expect(truth.planted('counter-reset')).toHaveLength(moments.length);
    }),
  );
  const { sent, truth } = send([counterWrap('n', 256)]);
  expect(sent.map(({ value }) => value)).toEqual(counting().map(({ value }) => Number(value) % 256));
  expect(truth.planted('counter-wrap')).toHaveLength(3);
});

test('stuck, spiked and missing values touch only their series and are all told', () => {
  const other: Sample[] = [{ series: 'other', time: 5_000, sentAt: 5_000, value: 7 }];
  const faults = [
    stuckValue('n', { from: 10_000, to: 20_000 }),
    spikes('n', { seed: 3, rate: 0.02, height: 5_000 }),
    notANumber('n', { seed: 4, rate: 0.02 }),
  ];
  const { sent, truth } = send(faults, [...counting(), ...other]);
  expect(sent.find(({ series }) => series === 'other')?.value).toBe(7);
  expect(sent.filter(({ value }) => Number.isNaN(value))).toHaveLength(truth.planted('not-a-number').length);
  const spiked = sent.filter(({ value, time }) => Math.abs(Number(value) - time / 1_000) > 4_000).length;
  expect(spiked).toBeGreaterThan(0);
  expect(spiked).toBeLessThanOrEqual(truth.planted('spike').length);
});

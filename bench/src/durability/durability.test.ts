import { seededRandom } from '@musubi/base';
import { detectFaultTools, faultTest } from '@musubi/store/faults';
import { describe, expect, it } from 'vitest';
import { accountText, isWhole } from './account.ts';
import { clockJumps, faketimeMissing } from './clock-jumps.ts';
import { diskFull } from './disk-full.ts';
import { doubleStart } from './double-start.ts';
import { killRounds } from './kill-rounds.ts';
import { longLog } from './long-log.ts';
import { powerCuts } from './power-cuts.ts';

// The short forms; `npm run durability` runs the long ones and prints their counts.
const tools = await detectFaultTools();
const faketime = faketimeMissing();
const clock = faketime ? { possible: false as const, reason: faketime } : { possible: true as const };
const MINUTES = 60_000;
const say = (text: string) => process.stdout.write(`      ${text}\n`);

describe('the whole product, delivered to by MQTT and HTTP', () => {
  it(
    'keeps what it acknowledged when it is killed (F1)',
    async () => {
      const result = await killRounds(8, seededRandom(1));
      say(`F1: ${accountText(8, result)}`);
      expect(result.acknowledged).toBeGreaterThan(0);
      expect(isWhole(result)).toBe(true);
    },
    5 * MINUTES,
  );

  faultTest(
    tools.powerCut,
    'keeps what it acknowledged when the power is cut (F2)',
    async () => {
      const result = await powerCuts(3, seededRandom(2));
      say(`F2: ${accountText(3, result)}, ${result.unusable} unusable`);
      expect(result.unusable).toBe(0);
      expect(isWhole(result)).toBe(true);
    },
    5 * MINUTES,
  );

  faultTest(
    tools.diskFull,
    'pauses on a full disk, stays readable, and goes on when there is room (F5)',
    async () => {
      const result = await diskFull();
      say(`F5: ${accountText(1, result)}`);
      expect(result).toMatchObject({ paused: true, readable: true });
      expect(result.resumedAfterMs).toBeDefined();
      expect(isWhole(result)).toBe(true);
    },
    5 * MINUTES,
  );

  it(
    'opens on the longest log it can be given with little memory (F12)',
    async () => {
      const { found, acknowledged, logBytes, memoryLimitBytes } = await longLog(64);
      say(
        `F12: log of ${Math.round(logBytes / memoryLimitBytes)} × the memory, ${found} of ${acknowledged} found`,
      );
      expect(found).toBeGreaterThanOrEqual(acknowledged);
    },
    5 * MINUTES,
  );

  faultTest(
    clock,
    'goes on when the wall clock jumps (F13)',
    async () => {
      const result = await clockJumps(1_000);
      say(`F13: ${accountText(1, result)}, ${result.jumps} jumps`);
      expect(isWhole(result)).toBe(true);
      expect(result.tokenStillGood).toBe(true);
    },
    5 * MINUTES,
  );

  it(
    'refuses a second start and names the first (F26)',
    async () => {
      expect(await doubleStart(2)).toEqual({ tries: 2, refusedByName: 2, freeAfterKill: 2 });
    },
    5 * MINUTES,
  );
});

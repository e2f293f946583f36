import { reasonOf, seededRandom, systemClock } from '@musubi/base';
import { isUnharmed, powerCycleText, startAsUsersDo } from '@musubi/server/product';
import { detectFaultTools } from '@musubi/store/faults';
import { accountText, isWhole } from './durability/account.ts';
import { clockJumps, faketimeMissing } from './durability/clock-jumps.ts';
import { diskFull } from './durability/disk-full.ts';
import { doubleStart } from './durability/double-start.ts';
import { killRounds } from './durability/kill-rounds.ts';
import { longLog } from './durability/long-log.ts';
import { powerCuts } from './durability/power-cuts.ts';
import { powerCycles } from './durability/power-cycles.ts';
import { describeMachine } from './measure/machine.ts';

// node durability.ts [F1 … power-cycles] [--short]: the long forms of the fault table, each with its counts.
const print = (line: string) => process.stdout.write(`${line}\n`);
const isShort = process.argv.includes('--short');
const asked = process.argv.slice(2).filter((word) => /^(F\d+|power-cycles)$/.test(word));
const tools = await detectFaultTools();
const random = seededRandom(Math.floor(systemClock.now()));
const progress = (round: number, rounds: number, what: string) => {
  if (round % 10 === 0) print(`      round ${round} of ${rounds}: ${what}`);
};

interface Row {
  id: string;
  fault: string;
  missing?: string | undefined;
  /** The counts, and whether they are as promised. */
  run(): Promise<{ text: string; good: boolean }>;
}

const rows: Row[] = [
  {
    id: 'F1',
    fault: 'process killed under load',
    async run() {
      const rounds = isShort ? 5 : 200;
      const result = await killRounds(rounds, random, (round, ms) =>
        progress(round, rounds, `ready after ${Math.round(ms)} ms`),
      );
      const text = `${accountText(rounds, result)}, slowest start ${Math.round(result.slowestStartMs)} ms`;
      return { text, good: isWhole(result) && result.slowestStartMs <= 10_000 };
    },
  },
  {
    id: 'F2',
    fault: 'power cut under load',
    missing: tools.powerCut.possible ? undefined : tools.powerCut.reason,
    async run() {
      const rounds = isShort ? 3 : 20;
      const result = await powerCuts(rounds, random, (round, { stored }) =>
        progress(round, rounds, `${stored} stored`),
      );
      const text = `${accountText(rounds, result)}, ${result.unusable} unusable`;
      return { text, good: isWhole(result) && result.unusable === 0 };
    },
  },
  {
    id: 'F5',
    fault: 'disk full under load',
    missing: tools.diskFull.possible ? undefined : tools.diskFull.reason,
    async run() {
      const result = await diskFull();
      const resumed =
        result.resumedAfterMs === undefined
          ? 'not resumed'
          : `resumed after ${Math.round(result.resumedAfterMs)} ms`;
      return {
        text: `${accountText(1, result)}, paused: ${result.paused}, readable while full: ${result.readable}, ${resumed}`,
        good: isWhole(result) && result.paused && result.readable && result.resumedAfterMs !== undefined,
      };
    },
  },
  {
    id: 'F12',
    fault: 'a log as large as can be made, little memory',
    async run() {
      const { largestLogBytes, logBytes, memoryLimitBytes, openedAfterMs, acknowledged, found } =
        await longLog(isShort ? 64 : 128);
      const mib = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;
      return {
        text: `log at most ${mib(largestLogBytes)} and ${mib(logBytes)} when killed, memory limit ${mib(memoryLimitBytes)}, open after ${Math.round(openedAfterMs)} ms, ${found} found of ${acknowledged} acknowledged`,
        good: found >= acknowledged && openedAfterMs <= 60_000,
      };
    },
  },
  {
    id: 'F13',
    fault: 'clock jumps under load (-1 h, +1 day, 1970, 2038)',
    missing: faketimeMissing(),
    async run() {
      const result = await clockJumps(isShort ? 1_000 : 5_000);
      return {
        text: `${accountText(1, result)}, ${result.jumps} jumps, token still good: ${result.tokenStillGood}`,
        good: isWhole(result) && result.tokenStillGood,
      };
    },
  },
  {
    id: 'power-cycles',
    fault: 'machine switched off and on (killed, frozen, restarted, slow, late)',
    async run() {
      const reports = await powerCycles(isShort ? 10 : 100, random);
      return {
        text: reports.map(powerCycleText).join('\n            '),
        good: reports.every((report) => isUnharmed(report, 10_000)),
      };
    },
  },
  {
    id: 'F26',
    fault: 'double start',
    async run() {
      const { tries, refusedByName, freeAfterKill } = await doubleStart(isShort ? 3 : 20);
      return {
        text: `${refusedByName} of ${tries} second starts refused and named the first, ${freeAfterKill} of ${tries} free after a kill`,
        good: refusedByName === tries && freeAfterKill === tries,
      };
    },
  },
];

startAsUsersDo();
print(describeMachine());
let failed = 0;
for (const { id, fault, missing, run } of rows) {
  if (asked.length > 0 && !asked.includes(id)) continue;
  print(`${id}  ${fault}`);
  if (missing) {
    print(`      skipped: ${missing}`);
    continue;
  }
  try {
    const { text, good } = await run();
    print(`      ${good ? 'pass' : 'FAIL'}: ${text}`);
    if (!good) failed += 1;
  } catch (error) {
    print(`      FAIL: ${reasonOf(error)}`);
    failed += 1;
  }
}
process.exit(failed === 0 ? 0 : 1);

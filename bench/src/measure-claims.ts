import { reasonOf, systemClock } from '@musubi/base';
import { startAsUsersDo } from '@musubi/server/product';
import { claims } from './claims.ts';
import { type FactoryDay, openFactoryDay } from './contestants/factory-day.ts';
import { askedClaims } from './measure/arguments.ts';
import { describeMachine, loadWarning } from './measure/machine.ts';
import { printedReport } from './measure/report.ts';
import { peerVersions } from './peers/peer-versions.ts';

// node measure-claims.ts [<claim> …] [--full] [--readings N]; without names all of them.
const print = (line: string) => process.stdout.write(`${line}\n`);
const names = askedClaims.length > 0 ? askedClaims : Object.keys(claims);
const unknown = names.filter((name) => !Object.hasOwn(claims, name));
if (unknown.length > 0) {
  print(`no such claim: ${unknown.join(', ')}\nclaims: ${Object.keys(claims).join(', ')}`);
  process.exit(1);
}

startAsUsersDo();
print(describeMachine());
print(peerVersions());
const missed: string[] = [];
const broken: string[] = [];
let day: FactoryDay | undefined;
for (const [i, name] of names.entries()) {
  const claim = claims[name]!;
  print(`\n── ${name}\n${claim.question}`);
  const warning = loadWarning();
  if (warning) print(warning);
  const startedAt = systemClock.monotonic();
  const report = printedReport(print);
  try {
    await claim.measure(report, async () => {
      day ??= await openFactoryDay();
      return day;
    });
  } catch (error) {
    broken.push(`${name}: ${reasonOf(error)}`);
    print(`  could not be measured: ${error instanceof Error ? error.stack : error}`);
  }
  missed.push(...report.missed.map((what) => `${name}: ${what}`));
  print(`  took ${Math.round((systemClock.monotonic() - startedAt) / 1000)} s`);
  const stillNeeded = names.slice(i + 1).some((later) => claims[later]?.needsFactoryDay);
  if (day && !stillNeeded) {
    await day[Symbol.asyncDispose]();
    day = undefined;
  }
}

print('');
for (const line of missed) print(`missed: ${line}`);
for (const line of broken) print(`not measured: ${line}`);
if (missed.length + broken.length === 0) print('every promise was met');
process.exit(broken.length === 0 ? 0 : 1);

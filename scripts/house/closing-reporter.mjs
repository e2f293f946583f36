import { writeFileSync } from 'node:fs';

/** A Vitest reporter that leaves counts, reasons of skipped tests and errors outside of tests in a JSON file. */
export default class ClosingReporter {
  onTestRunEnd(modules, unhandledErrors, reason) {
    const closing = { passed: 0, failed: 0, skipped: 0, reasons: [], failures: [], reason };
    for (const module of modules) {
      for (const test of module.children.allTests()) count(closing, test, module);
      for (const error of module.errors()) fail(closing, module.relativeModuleId, error);
      for (const suite of module.children.allSuites()) {
        for (const error of suite.errors())
          fail(closing, `${module.relativeModuleId} › ${suite.fullName}`, error);
      }
    }
    for (const error of unhandledErrors) fail(closing, 'outside of any test', error);
    writeFileSync(process.env.TEST_CLOSING_FILE, JSON.stringify(closing));
  }
}

function fail(closing, place, error) {
  closing.failed += 1;
  closing.failures.push(`${place}: ${error.message}`);
}

function count(closing, test, module) {
  const result = test.result();
  if (result.state === 'passed') closing.passed += 1;
  else if (result.state === 'failed') {
    closing.failed += 1;
    closing.failures.push(`${module.relativeModuleId} › ${test.fullName}`);
  } else {
    closing.skipped += 1;
    closing.reasons.push(`${module.relativeModuleId} › ${test.fullName}${because(test, result)}`);
  }
}

/** A skipped test says why in its name or in its note. */
function because(test, result) {
  if (result.note) return `: ${result.note}`;
  return /skipped because/.test(test.fullName) ? '' : ': no reason given';
}

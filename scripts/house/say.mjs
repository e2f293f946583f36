/** Before the program runs nobody has chosen a language yet: every text comes in both. */
export function say(ja, en) {
  process.stdout.write(`${ja}\n${en}\n`);
}

/** Says what stands in the way and what to do about it, then ends with code 1. */
export function giveUp(ja, en) {
  process.stderr.write(`\n✗ ${ja}\n  ${en}\n`);
  process.exit(1);
}

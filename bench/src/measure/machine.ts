import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** One line that every claim prints first: a figure without its machine says nothing. */
export function describeMachine(): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg().map((value) => value.toFixed(2));
  return (
    `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}, ${memory} GiB, ` +
    `${type()} ${release()}, Node ${process.versions.node}, load average ${load.join(' ')}`
  );
}

/** How much the load average of the last minute allows a figure to be believed. */
export function loadWarning(): string | undefined {
  const [lastMinute = 0] = loadavg();
  return lastMinute > 0.5 * cpus().length
    ? `! load average ${lastMinute.toFixed(2)}: other work ran here, figures are too low and spread`
    : undefined;
}

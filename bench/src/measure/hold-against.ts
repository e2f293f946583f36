import { influxdb } from '../peers/influxdb.ts';
import { postgresql } from '../peers/postgresql.ts';
import { victoriaMetrics } from '../peers/victoria-metrics.ts';
import type { Report } from './report.ts';

/**
 * Holds our milliseconds against each peer's: against VictoriaMetrics as given, against the others we must be ahead
 * and aim at a fifth.
 */
export function holdAgainst(
  report: Report,
  ours: number,
  theirs: ReadonlyMap<string, number>,
  againstVictoria: { must: number; aim: number },
): void {
  for (const { name } of [victoriaMetrics, influxdb, postgresql]) {
    const peer = theirs.get(name);
    if (peer === undefined) continue;
    const target = name === victoriaMetrics.name ? againstVictoria : { must: 1, aim: 0.2 };
    report.hold(`Musubi / ${name}`, ours / peer, { ...target, better: 'lower' });
  }
}

import { ObservationReader, type SentObservation } from './observations.ts';
import { parseTicks } from './ticks.ts';

/** One thing an adapter sent: a line, with its multi-line body if it has one. */
export interface RecordedEntry {
  text: string;
  /** Its own stamp in ticks of 100 ns; undefined for commands. */
  stamp: bigint | undefined;
  /** When it is sent, in ticks since the recording's start; never falls. */
  elapsed: bigint;
  observations: readonly SentObservation[];
}

const MS = 10_000n;
/** The machine's clock went back or ahead by more than this: another session was recorded behind the first. */
const BACK = -2_000n * MS;
const AHEAD = 30_000n * MS;
const MULTILINE = /--multiline--\S*$/;

/**
 * Reads a recording of an adapter. Pace comes from the stamps of ordinary lines: assets carry the time of their
 * last change, which may be hours old, and where a recording was put together of several sessions the stamps jump;
 * the sessions then follow each other without a pause.
 */
export function readRecording(lines: Iterable<string>): RecordedEntry[] {
  const reader = new ObservationReader();
  const entries: RecordedEntry[] = [];
  let elapsed = 0n;
  let pace: bigint | undefined;
  for (const text of joinMultiline(lines)) {
    const stamp = parseTicks(text);
    const observations = reader.read(text);
    if (stamp !== undefined && observations[0]?.kind !== 'asset') {
      const step = pace === undefined ? 0n : stamp - pace;
      if (step > 0n && step <= AHEAD) elapsed += step;
      if (pace === undefined || step > 0n || step < BACK) pace = stamp;
    }
    entries.push({ text, stamp, elapsed, observations });
  }
  return entries;
}

/** Blank lines left out; the body of a multi-line asset joined to its first line. */
function* joinMultiline(lines: Iterable<string>): Generator<string> {
  let open: { end: string; parts: string[] } | undefined;
  for (const raw of lines) {
    const line = raw.replace(/\r$/, '');
    if (open) {
      open.parts.push(line);
      if (line === open.end) {
        yield open.parts.join('\n');
        open = undefined;
      }
      continue;
    }
    const end = MULTILINE.exec(line)?.[0];
    if (end) open = { end, parts: [line] };
    else if (line.trim() !== '') yield line;
  }
  if (open) yield open.parts.join('\n');
}

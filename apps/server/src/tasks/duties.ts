import { type Clock, type Log, reasonOf, type Service } from '@musubi/base';
import { dutyRecord, put, type RecordReader, type RecordWriter } from '@musubi/schema';

/** Something the program does now and then, and not again because it was restarted. */
export interface Duty {
  readonly name: string;
  isDue(lastDoneAt: number, now: number): boolean;
  act(): Promise<void>;
}

interface DutyEffects {
  records: RecordReader & RecordWriter;
  clock: Clock;
  log: Log;
}

const LOOK_EVERY_MS = 60_000;

/** Does each duty when it is due. One that fails is logged and tried again at its next turn. */
export function dutyService(duties: readonly Duty[], effects: DutyEffects): Service {
  return {
    name: 'duties',
    async run(signal) {
      while (!signal.aborted) {
        for (const duty of duties) await doIfDue(duty, effects);
        await effects.clock.sleep(LOOK_EVERY_MS, signal);
      }
    },
  };
}

async function doIfDue(duty: Duty, { records, clock, log }: DutyEffects): Promise<void> {
  const now = clock.now();
  const last = await records.get(dutyRecord, duty.name);
  const done = () => records.write([put(dutyRecord, duty.name, { id: duty.name, doneAt: now })]);
  // On a new installation there is nothing to verify or to back up yet: the time runs from here.
  if (!last) return done();
  if (!duty.isDue(last.value.doneAt, now)) return;
  try {
    await done();
    await duty.act();
  } catch (error) {
    log.error('duty failed', { duty: duty.name, reason: reasonOf(error) });
  }
}

/** Due when so long passed since the last time. */
export function everyMs(period: number): Duty['isDue'] {
  return (lastDoneAt, now) => now - lastDoneAt >= period;
}

/** Due once the local clock passed `hour` since the last time, however long the program was off in between. */
export function dailyAt(hour: number, timeZone: string): Duty['isDue'] {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (lastDoneAt, now) => {
    const [h = 0, m = 0, s = 0] = format.format(now).split(':').map(Number);
    const sinceHourMs = (((h - hour + 24) % 24) * 3_600 + m * 60 + s) * 1_000;
    return lastDoneAt < now - sinceHourMs;
  };
}

/** Does `act` every `periodMs`, for what a restart may repeat. */
export function regularService(
  name: string,
  periodMs: number,
  clock: Clock,
  act: () => Promise<void>,
): Service {
  return {
    name,
    async run(signal) {
      while (!signal.aborted) {
        await act();
        await clock.sleep(periodMs, signal);
      }
    },
  };
}

import { seededRandom, silentLog, systemClock } from '@musubi/base';
import { readConfig } from '../config/read-config.ts';
import { type Running, startMusubi } from '../start-musubi.ts';

/** The options of a trial: loopback alone, any free ports. */
export function trialArgs(folder: string): string[] {
  const ports = ['https', 'http', 'mqtt-tls', 'mqtt'].flatMap((name) => [`--${name}-port`, '0']);
  return ['--data', folder, '--host', '127.0.0.1', ...ports];
}

/** The whole product in this process; every answer is checked against its contract. */
export function startTrial(folder: string, ...more: string[]): Promise<Running> {
  return startMusubi(readConfig([...trialArgs(folder), ...more], {}), {
    clock: systemClock,
    random: seededRandom(1),
    log: silentLog,
    print: () => {},
    webFolder: folder,
    checkOutputs: true,
  });
}

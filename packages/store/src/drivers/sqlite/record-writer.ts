import { silentLog, systemClock } from '@musubi/base';
import { assetRecord, put } from '@musubi/schema';
import { openSqliteRecords } from './sqlite-records.ts';

/**
 * A process for fault tests: adds assets to the folder given, five at a time, each with a line of the audit log, and
 * prints the id of each as soon as it is acknowledged. It ends once a second group in a row is refused.
 */
const [folder = ''] = process.argv.slice(2);
const records = await openSqliteRecords({ folder, clock: systemClock, log: silentLog });
const started = (await records.head()).count;
let refusals = 0;

for (let next = started + 1; refusals < 2; next += 5) {
  const group = await Promise.allSettled([0, 1, 2, 3, 4].map((i) => add(next + i)));
  refusals = group.some(({ status }) => status === 'rejected') ? refusals + 1 : 0;
}

async function add(number: number): Promise<void> {
  const id = String(number).padStart(8, '0');
  const value = { id, name: `旋盤 ${number}`, kind: 'machine', simulated: true, createdAt: 1 } as const;
  const entry = {
    actor: 'system',
    actorName: 'test',
    act: 'asset.added',
    result: 'done',
    details: {},
  } as const;
  try {
    await records.writeAudited([put(assetRecord, id, value)], entry);
    process.stdout.write(`${id}\n`);
  } catch (error) {
    process.stderr.write(`${JSON.stringify(error)}\n`);
    throw error;
  }
}

import type { AuditDraft } from '@musubi/schema';
import type { Config } from './config/settings.ts';
import type { Effects } from './effects.ts';
import type { Lifetime } from './lifetime.ts';
import type { Domains } from './open-domains.ts';
import type { Stores } from './open-stores.ts';
import { dutyService } from './tasks/duties.ts';
import { storeDuties, storeServices } from './tasks/store-services.ts';

/** What the program does by itself, now and then. */
export function startDuties(
  { config, stores, domains }: { config: Config; stores: Stores; domains: Domains },
  effects: Effects,
  life: Lifetime,
): void {
  const { series, watch, records } = stores;
  for (const service of storeServices(series, watch, effects.clock)) life.run(service);
  const { backups } = domains.site;
  const backUp = async () => {
    await backups.start(startedByItself);
    await backups.settled();
  };
  const duties = storeDuties(series, backUp, config, effects.clock);
  life.run(dutyService(duties, { records, ...effects }));
}

function startedByItself(id: string): AuditDraft {
  return {
    actor: 'system',
    actorName: 'Musubi',
    act: 'backup.started',
    target: id,
    result: 'done',
    details: {},
  };
}

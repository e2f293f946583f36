import type { MountedContract } from '@musubi/schema/api';
import type { CollectWorks } from '../collect-works.ts';
import { connectionHandlers } from './connections.ts';
import { deviceHandlers } from './devices.ts';
import { enrolmentHandlers } from './enrolment.ts';
import { fileHandlers } from './files.ts';
import { filterChainHandlers } from './filter-chains.ts';
import { quarantineHandlers } from './quarantine.ts';
import { readingsHandlers } from './readings.ts';
import { seriesHandlers } from './series.ts';

/** Every HTTP contract of `collect`, fulfilled. */
export function collectHandlers(works: CollectWorks): MountedContract[] {
  return [
    ...connectionHandlers(works),
    ...deviceHandlers(works),
    ...enrolmentHandlers(works),
    ...seriesHandlers(works),
    ...filterChainHandlers(works),
    ...quarantineHandlers(works),
    ...fileHandlers(works),
    ...readingsHandlers(works),
  ];
}

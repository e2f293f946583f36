import type { Clock, Facts, Log } from '@musubi/base';
import type { FactMap, RecordReader } from '@musubi/schema';
import type { MountedContract } from '@musubi/schema/api';
import type { GatedSeries } from '@musubi/store';
import { mountGetLineage } from './explore/get-lineage.ts';
import { mountQueryReadings } from './explore/query-readings.ts';
import { mountExportReadings } from './export/export-readings.ts';
import { LiveHub } from './live/live-hub.ts';
import { mountListMachines } from './machines/list-machines.ts';

export interface SeeEffects {
  records: RecordReader;
  series: GatedSeries;
  facts: Facts<FactMap>;
  clock: Clock;
  log: Log;
  /** IANA name of the site's zone, for times in files that people open. */
  timeZone: string;
  /** Where an export may lie while it is sent. */
  scratchFolder: string;
}

/** What is seen: machines and their last values, the trend explorer, lineage, export, and the live channel. */
export interface See {
  readonly live: LiveHub;
  handlers(): MountedContract[];
}

export function openSee(effects: SeeEffects): See {
  const live = new LiveHub(effects);
  return {
    live,
    handlers: () => [
      mountListMachines(effects),
      mountQueryReadings(effects),
      mountGetLineage(effects),
      mountExportReadings(effects),
    ],
  };
}

import { MusubiError } from '@musubi/base';
import { put, type Series, seriesRecord } from '@musubi/schema';
import { changeSeries, type Input, listSeries, type MountedContract, mount } from '@musubi/schema/api';
import { actorOf, done } from '../actor.ts';
import type { ChainRegister } from '../chains/chain-register.ts';
import type { CollectWorks } from '../collect-works.ts';
import { unitSymbol } from '../filters/units.ts';

export function seriesHandlers({ directory, chains, parts }: CollectWorks): MountedContract[] {
  return [
    mount(listSeries, async ({ deviceId }) => ({
      series: directory
        .allSeries()
        .filter((series) => deviceId === undefined || series.deviceId === deviceId),
    })),
    mount(changeSeries, async (input, { caller }) => {
      await directory.save();
      const before = directory.seriesById(input.id);
      if (!before) throw new MusubiError('caller', 'series.not-found', `no series ${input.id}`);
      const series = changed(before, input, chains);
      await parts.records.writeAudited(
        [put(seriesRecord, series.id, series)],
        done(actorOf(caller), 'series.changed', series.id, { name: series.name }),
      );
      directory.changeSeries(series);
      return { series };
    }),
  ];
}

/** Members that are left out stay, null takes away. A chain that converts the unit brings the unit along. */
function changed(series: Series, input: Input<typeof changeSeries>, chains: ChainRegister): Series {
  const { expectedEveryMs, range, normal, filterChainId, ...rest } = series;
  const chainId = taken(input.filterChainId, filterChainId);
  const chain = chainId === undefined ? undefined : chains.newestOf(chainId);
  if (chainId !== undefined && !chain) {
    throw new MusubiError('caller', 'filter.chain-unknown', `no chain ${chainId}`);
  }
  const converted =
    chainId === filterChainId ? undefined : chain?.steps.findLast((step) => step.filter === 'unit')?.to;
  return {
    ...rest,
    name: input.name ?? series.name,
    unit: unitSymbol(input.unit ?? converted ?? series.unit),
    isCounter: input.isCounter ?? series.isCounter,
    ...present('expectedEveryMs', taken(input.expectedEveryMs, expectedEveryMs)),
    ...present('range', taken(input.range, range)),
    ...present('normal', taken(input.normal, normal)),
    ...present('filterChainId', chainId),
  };
}

function taken<T>(wanted: T | null | undefined, before: T | undefined): T | undefined {
  return wanted === undefined ? before : (wanted ?? undefined);
}

function present<K extends string, T>(name: K, value: T | undefined): { [P in K]?: T } {
  return value === undefined ? {} : ({ [name]: value } as { [P in K]: T });
}

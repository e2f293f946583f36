import { MusubiError } from '@musubi/base';
import {
  listFilterChains,
  type MountedContract,
  mount,
  previewFilterChain,
  saveFilterChain,
} from '@musubi/schema/api';
import { actorOf, done } from '../actor.ts';
import { previewChain } from '../chains/preview.ts';
import type { CollectWorks } from '../collect-works.ts';

export function filterChainHandlers(works: CollectWorks): MountedContract[] {
  const { chains, directory, pipeline, parts, pseudonymKey } = works;
  return [
    mount(listFilterChains, async () => ({
      chains: chains.newest().map((chain) => ({
        chain,
        seriesCount: directory.allSeries().filter(({ filterChainId }) => filterChainId === chain.id).length,
        ...pipeline.chainCounts(chain.id),
      })),
    })),
    mount(saveFilterChain, async (draft, { caller }) => ({
      chain: await chains.save(draft, ({ id, version, name }) =>
        done(actorOf(caller), 'filter-chain.saved', `${id}@${version}`, { name }),
      ),
    })),
    mount(previewFilterChain, async ({ seriesId, from, to, steps }) => {
      if (!directory.seriesById(seriesId)) {
        throw new MusubiError('caller', 'series.not-found', `no series ${seriesId}`);
      }
      return previewChain(await parts.readRaw(seriesId, from, to), steps, pseudonymKey);
    }),
  ];
}

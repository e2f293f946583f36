import { type Clock, MusubiError, newId } from '@musubi/base';
import {
  type AuditDraft,
  type FilterChain,
  type FilterStep,
  filterChainRecord,
  put,
  type Records,
} from '@musubi/schema';
import { createFilter } from '../filters/index.ts';

/** A new version begins so long after it was asked for: its record is durable before the first reading it makes. */
const BEGINS_AFTER_MS = 1_000;
/** These would be pointless if the readings were also kept as they came. */
const HIDING = ['mask', 'pseudonymise'];

export interface ChainDraft {
  id?: string | undefined;
  name: string;
  steps: FilterStep[];
  keepRaw: boolean;
}

/** All versions of all chains. A version is never changed: a reading's version follows from when it was received. */
export class ChainRegister {
  readonly #records: Records;
  readonly #clock: Clock;
  /** Versions of each chain, oldest first. */
  readonly #versions = new Map<string, FilterChain[]>();

  private constructor(records: Records, clock: Clock) {
    this.#records = records;
    this.#clock = clock;
  }

  static async open(records: Records, clock: Clock): Promise<ChainRegister> {
    const register = new ChainRegister(records, clock);
    for (const { value } of await records.list(filterChainRecord)) register.#add(value);
    for (const versions of register.#versions.values()) versions.sort((a, b) => a.version - b.version);
    return register;
  }

  /** The newest version of each chain. */
  newest(): FilterChain[] {
    return [...this.#versions.values()].map((versions) => versions.at(-1)!);
  }

  newestOf(chainId: string): FilterChain | undefined {
    return this.#versions.get(chainId)?.at(-1);
  }

  /** The version that made a reading received then; undefined if the chain did not exist yet. */
  versionAt(chainId: string, received: number): FilterChain | undefined {
    return this.#versions.get(chainId)?.findLast(({ validFrom }) => validFrom <= received);
  }

  /** Checks the steps and keeps them as a new chain or a new version; in force a second later. */
  async save(draft: ChainDraft, audit: (chain: FilterChain) => AuditDraft): Promise<FilterChain> {
    checkSteps(draft.steps, draft.keepRaw);
    const before = draft.id === undefined ? undefined : this.#versions.get(draft.id)?.at(-1);
    if (draft.id !== undefined && !before) {
      throw new MusubiError('caller', 'filter.chain-unknown', `no chain ${draft.id}`);
    }
    const chain: FilterChain = {
      id: before?.id ?? newId('chn'),
      version: (before?.version ?? 0) + 1,
      name: draft.name,
      steps: draft.steps,
      keepRaw: draft.keepRaw,
      // Versions follow each other even where the clock was set back.
      validFrom: Math.max(this.#clock.now() + BEGINS_AFTER_MS, (before?.validFrom ?? 0) + 1),
    };
    const id = `${chain.id}@${chain.version}`;
    await this.#records.writeAudited([put(filterChainRecord, id, chain, 0)], audit(chain));
    this.#add(chain);
    return chain;
  }

  #add(chain: FilterChain): void {
    this.#versions.set(chain.id, [...(this.#versions.get(chain.id) ?? []), chain]);
  }
}

/** Refuses what makes no sense: unknown units, unsafe patterns, features before other steps, raw beside hidden. */
export function checkSteps(steps: readonly FilterStep[], keepRaw: boolean): void {
  const context = { derived: () => 0, nextSequence: () => 0, pseudonymKey: new Uint8Array(32) };
  for (const step of steps) createFilter(step, context);
  const features = steps.findIndex((step) => step.filter === 'window-features');
  if (features >= 0 && features < steps.length - 1) {
    throw new MusubiError('caller', 'filter.features-not-last', 'window features must be the last step');
  }
  if (keepRaw && steps.some((step) => HIDING.includes(step.filter))) {
    throw new MusubiError('caller', 'filter.raw-would-show', 'raw readings would show what a step hides');
  }
}

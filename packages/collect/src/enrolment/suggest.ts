import type { FoundDevice, Language } from '@musubi/schema';
import { guessQuantity } from '../quantity-words.ts';
import { kindOfValue } from '../value.ts';

type Suggestion = FoundDevice['suggestion'];
type SuggestedSeries = Suggestion['series'][number];

const MOST_SERIES = 50;
const LONGEST_SAMPLE = 60;

/** Suggests a name, series and a kit for what asks to deliver, from its address and all samples seen so far. */
export function suggest(
  address: string,
  sample: Readonly<Record<string, unknown>>,
  before: Suggestion | undefined,
  language: Language,
): Suggestion {
  const series = new Map(before?.series.map((known) => [known.key, known]));
  for (const [key, value] of Object.entries(sample)) {
    if (key === '' || (series.size >= MOST_SERIES && !series.has(key))) continue;
    series.set(key.slice(0, 200), suggestedSeries(key.slice(0, 200), value, language));
  }
  const all = [...series.values()];
  const kit = kitFor(all);
  return { name: before?.name ?? nameFor(address), ...(kit ? { kit } : {}), series: all };
}

function suggestedSeries(key: string, value: unknown, language: Language): SuggestedSeries {
  const guess = guessQuantity(key, language);
  const kind = kindOfValue(value);
  const text = typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value);
  return {
    key,
    kind: kind === 'text' && guess.isState ? 'state' : kind,
    unit: kind === 'number' ? guess.unit : '',
    name: guess.name,
    sample: text.slice(0, LONGEST_SAMPLE),
  };
}

/** `factory/press-3/data` → `press-3`; an address of one part stays as it is. */
function nameFor(address: string): string {
  const parts = address
    .split(/[/\\]/)
    .filter((part) => part !== '' && !/^(data|values?|readings?|v\d)$/i.test(part));
  const plain = (parts.at(-1) ?? address).replace(/\p{Cc}/gu, ' ').trim();
  return plain.slice(0, 120) || address.slice(0, 120);
}

/** Running states, counts and motor currents tell when a machine works; anything else starts simply. */
function kitFor(series: readonly SuggestedSeries[]): string | undefined {
  if (series.length === 0) return undefined;
  const watches = series.some(
    ({ key, kind, unit }) => kind === 'state' || unit === 'A' || guessQuantity(key, 'en').isCounter,
  );
  return watches ? 'machine-watch' : 'starter';
}

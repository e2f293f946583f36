import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { browserClock } from '../../parts/browser-clock.ts';
import { Button } from '../../parts/button.tsx';
import { SelectInput } from '../../parts/fields.tsx';
import { Section } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useApi } from '../../parts/use-api.ts';
import { Skeleton } from '../../parts/waiting.tsx';
import { call } from '../../session.ts';
import { BeforeAfter } from './before-after.tsx';
import { type DraftStep, thresholdOf, wholeSteps } from './filter-steps.ts';

const SPANS = { tenMinutes: 600_000, hour: 3_600_000, shift: 28_800_000, day: 86_400_000 } as const;
type SpanName = keyof typeof SPANS;

interface Props {
  /** The chain being changed: an item that uses it is tried first. */
  chainId: string | undefined;
  steps: readonly DraftStep[];
  onUnit: (unit: string) => void;
  onThreshold: (index: number, key: string, threshold: number) => void;
}

/** Tries the steps on stored readings: before and after, how much is saved, how wrong it can be. */
export function FilterPreview({ chainId, steps, onUnit, onThreshold }: Props) {
  const { words, formats } = useSpoken();
  const w = words.filters;
  const all = useApi('listSeries', {}).data?.series.filter(({ kind }) => kind === 'number') ?? [];
  const [seriesId, setSeriesId] = useState('');
  const [span, setSpan] = useState<SpanName>('tenMinutes');
  const series =
    all.find(({ id }) => id === seriesId) ??
    all.find(({ filterChainId }) => filterChainId === chainId) ??
    all[0];
  const whole = wholeSteps(steps);
  const preview = useQuery({
    queryKey: ['previewFilterChain', series?.id, span, whole],
    enabled: series !== undefined && whole !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const to = browserClock.now();
      return call(
        'previewFilterChain',
        { seriesId: series!.id, from: to - SPANS[span], to, steps: whole! },
        { signal },
      );
    },
  });
  const { data } = preview;
  const threshold = thresholdOf(steps);
  const unit = series?.unit ?? '';
  useEffect(() => onUnit(unit), [unit, onUnit]);
  return (
    <Section title={w.preview}>
      <div className="pair mb-4 max-w-2xl">
        <SelectInput
          label={w.previewItem}
          value={series?.id ?? ''}
          onChange={setSeriesId}
          options={all.map(({ id, name, unit: own }) => ({
            value: id,
            label: own ? `${name} (${own})` : name,
          }))}
        />
        <SelectInput
          label={w.previewSpan}
          value={span}
          onChange={setSpan}
          options={(Object.keys(SPANS) as SpanName[]).map((name) => ({
            value: name,
            label: words.explore.spans[name],
          }))}
        />
      </div>
      <Trouble error={preview.error} />
      {!data ? (
        preview.isFetching && <Skeleton rows={1} tall />
      ) : data.received === 0 ? (
        <p>{w.previewEmpty}</p>
      ) : (
        <div className="sheet grid gap-3">
          <p className="headline" role="status">
            {w.previewResult({
              received: formats.count(data.received),
              kept: formats.count(data.kept),
              saved: formats.share(1 - data.kept / data.received),
            })}{' '}
            {data.maxError === null ? w.computes : w.largestError(formats.number(data.maxError), unit)}
          </p>
          <BeforeAfter
            before={data.before}
            after={data.after}
            label={w.chartLabel(series?.name ?? '')}
            unit={unit}
          />
          {threshold && data.suggestedThreshold !== null && data.noise !== null && (
            <div className="buttons">
              <span>
                {w.suggested(formats.number(data.suggestedThreshold), formats.number(data.noise), unit)}
              </span>
              <Button
                small
                onPress={() => onThreshold(threshold.index, threshold.key, rounded(data.suggestedThreshold!))}
              >
                {w.useSuggested}
              </Button>
            </div>
          )}
        </div>
      )}
    </Section>
  );
}

/** Three digits are enough for a threshold, and can be read. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

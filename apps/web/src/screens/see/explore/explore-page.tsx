import type { Series } from '@musubi/schema';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSpoken } from '../../../i18n/use-words.ts';
import { Empty, Page } from '../../../parts/page.tsx';
import { useApi } from '../../../parts/use-api.ts';
import { useNow } from '../../../parts/use-now.ts';
import { Skeleton, Waiting } from '../../../parts/waiting.tsx';
import { Explorer } from './explorer.tsx';
import { Picker } from './picker.tsx';
import { edgesOf, SPANS, type TimeWindow } from './time-window.ts';

/** 調べる: what happened, and when? Machine, items and time by tapping; the address holds it all. */
export function ExplorePage() {
  const { words, formats } = useSpoken();
  const search = useSearch({ from: '/frame/explore' });
  const navigate = useNavigate({ from: '/explore' });
  const machines = useApi('listMachines', {}, { everyMs: 60_000 });
  const [window, setWindow] = useState<TimeWindow>(() => ({
    span: search.span ?? SPANS.hour,
    ...(search.to === undefined ? {} : { to: search.to }),
  }));
  const now = useNow(window.to === undefined ? 1_000 : 60_000);
  const ids = useMemo(() => search.items?.split('~').filter(Boolean) ?? [], [search.items]);
  const chosen = useMemo(() => {
    const all = new Map(
      machines.data?.machines.flatMap(({ values }) => values.map(({ series }) => [series.id, series])),
    );
    return ids.map((id) => all.get(id)).filter((series): series is Series => series !== undefined);
  }, [machines.data, ids]);

  const choose = useCallback(
    (seriesIds: readonly string[]) =>
      void navigate({ search: (before) => ({ ...before, items: seriesIds.join('~') }), replace: true }),
    [navigate],
  );
  // The address follows the hands, but not every turn of the wheel.
  useRested(window, (rested) => {
    const { to: _, ...rest } = search;
    void navigate({
      search: { ...rest, span: rested.span, ...(rested.to === undefined ? {} : { to: rested.to }) },
      replace: true,
    });
  });

  const { to } = edgesOf(window, now);
  const sentence =
    chosen.length === 0
      ? words.explore.sentenceNone
      : words.explore.sentence({
          items: <a href="#read-out">{words.explore.itemsCount(chosen.length)}</a>,
          n: chosen.length,
          span: formats.duration(window.span),
          live: window.to === undefined,
          until: formats.dateTime(to),
        });
  const machineOf = (seriesId: string) =>
    machines.data?.machines.find(({ values }) => values.some(({ series }) => series.id === seriesId))?.asset
      .name ?? '';
  return (
    <Page
      name={words.explore.name}
      sentence={sentence}
      actions={
        machines.data && (
          <Picker
            machines={machines.data.machines}
            chosen={chosen.map(({ id }) => id)}
            onChosen={choose}
            primary={chosen.length === 0}
          />
        )
      }
    >
      <Waiting on={machines} skeleton={<Skeleton rows={1} tall />}>
        {() =>
          chosen.length === 0 ? (
            <Empty title={words.explore.chooseItems} why={words.explore.choose} />
          ) : (
            <Explorer
              series={chosen}
              machineOf={machineOf}
              window={window}
              now={now}
              onWindow={setWindow}
              onRemove={(gone) => choose(chosen.map(({ id }) => id).filter((id) => id !== gone))}
            />
          )
        }
      </Waiting>
    </Page>
  );
}

/** Calls back once the window has not changed for some renders' time. */
function useRested(window: TimeWindow, act: (window: TimeWindow) => void): void {
  const now = useNow(400);
  const [seen, setSeen] = useState({ window, since: now, told: true });
  useEffect(() => {
    if (seen.window !== window) setSeen({ window, since: now, told: false });
    else if (!seen.told && now - seen.since >= 600) {
      setSeen({ ...seen, told: true });
      act(window);
    }
  }, [window, now, seen, act]);
}

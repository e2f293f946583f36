import type { AuditEntry } from '@musubi/schema';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Code } from '../../parts/code.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { TextInput } from '../../parts/fields.tsx';
import { Page } from '../../parts/page.tsx';
import { type Shape, StateMark } from '../../parts/state-mark.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useNow } from '../../parts/use-now.ts';
import { Skeleton } from '../../parts/waiting.tsx';
import { call } from '../../session.ts';
import { VerifyAudit } from './verify-audit.tsx';

const shapes: Readonly<Record<AuditEntry['result'], Shape>> = {
  done: 'circle',
  refused: 'crossed',
  failed: 'octagon',
};

/** 監査: who did what, and was nothing changed afterwards? */
export function AuditPage() {
  const { words, formats } = useSpoken();
  const w = words.audit;
  const now = useNow(10_000);
  const [typed, setTyped] = useState('');
  const act = useDeferredValue(typed.trim());
  const audit = useInfiniteQuery({
    queryKey: ['listAudit', act],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        'listAudit',
        { ...(act ? { act } : {}), ...(pageParam === undefined ? {} : { before: pageParam }) },
        { signal },
      ),
    getNextPageParam: (last) => (last.more ? last.entries.at(-1)?.sequence : undefined),
  });
  const entries = audit.data?.pages.flatMap((page) => page.entries) ?? [];
  const newest = entries[0];
  return (
    <Page
      name={w.name}
      sentence={
        newest ? (
          <>
            {w.sentence({
              count: <a href="#audit">{formats.count(newest.sequence)}</a>,
              latest: formats.duration(now - newest.at),
            })}{' '}
            {w.unverified}
          </>
        ) : (
          w.unverified
        )
      }
    >
      <VerifyAudit />
      <div className="form my-6">
        <TextInput label={w.only} help={w.onlyHelp} value={typed} onChange={setTyped} />
      </div>
      <Trouble error={audit.error} retry={() => void audit.refetch()} />
      {audit.isPending ? (
        <Skeleton rows={6} />
      ) : entries.length === 0 ? (
        <p>{w.none}</p>
      ) : (
        <Acts entries={entries} />
      )}
      {audit.hasNextPage && (
        <div className="buttons mt-4">
          <Button onPress={() => void audit.fetchNextPage()} isBusy={audit.isFetchingNextPage}>
            {w.older}
          </Button>
        </div>
      )}
    </Page>
  );
}

/** An act in words; one that has none yet says its code. */
function spokenAct(acts: Readonly<Record<string, string>>, act: string): string {
  return Object.hasOwn(acts, act) ? acts[act]! : act;
}

function Acts({ entries }: { entries: readonly AuditEntry[] }) {
  const { words, formats } = useSpoken();
  const w = words.audit;
  const details = ({ details: all }: AuditEntry) =>
    Object.entries(all)
      .map(([name, value]) => `${name}: ${String(value)}`)
      .join(', ');
  const columns: Column<AuditEntry>[] = [
    { id: 'number', header: w.number, number: true, value: ({ sequence }) => sequence },
    {
      id: 'at',
      header: w.at,
      names: true,
      value: ({ at }) => formats.dateTime(at, true),
      show: ({ at }) => <time className="whitespace-nowrap font-normal">{formats.dateTime(at, true)}</time>,
    },
    { id: 'who', header: w.who, value: ({ actorName }) => actorName },
    {
      id: 'act',
      header: w.act,
      value: ({ act }) => act,
      show: ({ act }) => <span title={act}>{spokenAct(w.acts, act)}</span>,
    },
    {
      id: 'target',
      header: w.target,
      value: ({ target }) => target ?? '',
      show: ({ target }) => (target ? <Code text={target} /> : ''),
    },
    {
      id: 'result',
      header: w.result,
      value: ({ result }) => w.results[result],
      show: ({ result }) => (
        <StateMark
          look={{ shape: shapes[result], tone: result === 'failed' ? 'alarm' : 'quiet' }}
          word={w.results[result]}
        />
      ),
    },
    { id: 'from', header: w.from, value: ({ address }) => address ?? '' },
    {
      id: 'details',
      header: w.details,
      value: details,
      show: (entry) => details(entry) && <span className="break-words text-sm">{details(entry)}</span>,
    },
  ];
  return (
    <div id="audit">
      <DataTable
        caption={w.name}
        rows={entries}
        columns={columns}
        rowId={({ sequence }) => String(sequence)}
      />
    </div>
  );
}

import type { Quarantined } from '@musubi/schema';
import { useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Code } from '../../parts/code.tsx';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Empty, Page } from '../../parts/page.tsx';
import { say } from '../../parts/toasts.tsx';
import { Trouble, useCodeText } from '../../parts/trouble.tsx';
import { useAct, useApi } from '../../parts/use-api.ts';
import { useMay } from '../../parts/use-me.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { RawDialog } from './raw-dialog.tsx';

const states = ['waiting', 'replayed', 'dismissed'] as const;

/** 読めなかったデータ: deliveries that wait, whole, until someone decides. */
export function UnreadablePage() {
  const { words, formats } = useSpoken();
  const w = words.unreadable;
  const [state, setState] = useState<(typeof states)[number]>('waiting');
  const waiting = useApi('listQuarantine', { state: 'waiting' }, { everyMs: 5_000 });
  const shown = useApi('listQuarantine', { state }, { everyMs: 5_000 });
  const count = waiting.data?.entries.length ?? 0;
  const byLimit = waiting.data?.dismissedByLimit ?? 0;
  return (
    <Page
      name={w.name}
      sentence={
        !waiting.data
          ? words.acts.loading
          : count === 0
            ? w.none
            : w.sentence({ count: <a href="#unreadable">{count}</a>, n: count })
      }
    >
      <p className="prose mb-4">
        {w.gloss} {byLimit > 0 && w.byLimit(formats.count(byLimit))}
      </p>
      <fieldset className="choice no-print mb-4">
        <legend className="visually-hidden">{w.show}</legend>
        {states.map((one) => (
          <button key={one} type="button" aria-pressed={state === one} onClick={() => setState(one)}>
            {w[one]}
          </button>
        ))}
      </fieldset>
      <Waiting on={shown}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Empty title={w.emptyTitle} why={w.emptyWhy} />
          ) : (
            <div id="unreadable">
              <Deliveries entries={entries} />
            </div>
          )
        }
      </Waiting>
    </Page>
  );
}

function Deliveries({ entries }: { entries: readonly Quarantined[] }) {
  const { words, formats } = useSpoken();
  const w = words.unreadable;
  const text = useCodeText();
  const mayDecide = useMay('leader');
  const connections = useApi('listConnections', {}).data?.connections;
  const [looked, setLooked] = useState<Quarantined>();
  const replay = useAct('replayQuarantined', ['listQuarantine']);
  const dismiss = useAct('dismissQuarantined', ['listQuarantine']);
  const connectionOf = (id: string) =>
    connections?.find(({ connection }) => connection.id === id)?.connection.name ?? id;
  const readAgain = (id: string) =>
    replay.mutate(
      { input: { id } },
      {
        onSuccess: ({ stored, state }) =>
          say(state === 'replayed' ? w.replayedDone(formats.count(stored)) : w.replayedStill),
      },
    );
  const columns: Column<Quarantined>[] = [
    {
      id: 'received',
      header: w.received,
      names: true,
      value: ({ receivedAt }) => formats.dateTime(receivedAt, true),
    },
    {
      id: 'from',
      header: w.from,
      value: ({ connectionId, address }) => `${connectionOf(connectionId)} ${address}`,
      show: ({ connectionId, address }) => (
        <>
          {connectionOf(connectionId)} <Code text={address} />
        </>
      ),
    },
    {
      id: 'reason',
      header: w.reason,
      value: ({ reason, detail }) => text(reason, { detail }),
      show: ({ reason, detail }) => (
        <>
          {text(reason, { detail })}
          <span className="notice-code">
            {reason} · {detail}
          </span>
        </>
      ),
    },
    {
      id: 'size',
      header: w.size,
      number: true,
      value: ({ rawBytes }) => rawBytes,
      show: ({ rawBytes }) => formats.bytes(rawBytes),
    },
    {
      id: 'acts',
      header: w.look,
      acts: true,
      value: () => '',
      show: (entry) => (
        <span className="buttons">
          <Button small onPress={() => setLooked(entry)}>
            {w.look}
          </Button>
          {mayDecide && entry.state === 'waiting' && (
            <>
              <Button small isBusy={replay.isPending} onPress={() => readAgain(entry.id)}>
                {w.replay}
              </Button>
              <ConfirmButton
                small
                kind="quiet"
                label={w.dismiss}
                title={w.dismissTitle}
                act={w.dismiss}
                onAct={() => dismiss.mutateAsync({ input: { id: entry.id } })}
              >
                {w.dismissWhat}
              </ConfirmButton>
            </>
          )}
        </span>
      ),
    },
  ];
  return (
    <>
      <Trouble error={replay.error} />
      <DataTable caption={w.name} rows={entries} columns={columns} rowId={({ id }) => id} />
      <p className="field-help mt-2">{w.replayHelp}</p>
      {looked && <RawDialog entry={looked} onClose={() => setLooked(undefined)} />}
    </>
  );
}

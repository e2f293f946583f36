import type { BackupInfo } from '@musubi/schema/api';
import type { CallOutput } from '../../client.ts';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { backupLook } from '../../parts/looks.ts';
import { Empty, Page, Section } from '../../parts/page.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { say } from '../../parts/toasts.tsx';
import { Trouble, useCodeText } from '../../parts/trouble.tsx';
import { useAct, useApi } from '../../parts/use-api.ts';
import { useNow } from '../../parts/use-now.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { KeySheet } from './key-sheet.tsx';

type Backups = CallOutput<'listBackups'>;
const isRunning = ({ state }: BackupInfo) => state === 'running' || state === 'verifying';

/** バックアップ: could everything be brought back if this disk failed now? */
export function BackupsPage() {
  const { words } = useSpoken();
  const w = words.backups;
  const backups = useApi('listBackups', {}, { everyMs: 2_000 });
  const start = useAct('startBackup', ['listBackups']);
  const running = backups.data?.backups.find(isRunning);
  return (
    <Page
      name={w.name}
      sentence={backups.data ? <Sentence data={backups.data} /> : words.acts.loading}
      actions={
        <Button
          kind="primary"
          isDisabled={running !== undefined}
          isBusy={start.isPending}
          onPress={() => start.mutate({ input: {} }, { onSuccess: () => say(w.started) })}
        >
          {w.start}
        </Button>
      }
    >
      <Trouble error={start.error} />
      <Waiting on={backups}>
        {(data) => (
          <>
            {running && <Running backup={running} />}
            {data.backups.length === 0 ? (
              <Empty title={w.emptyTitle} why={w.emptyWhy} />
            ) : (
              <BackupTable backups={data.backups} />
            )}
            <Section title={w.folder}>
              <code className="break-all">{data.folder}</code>
              <p className="prose mt-1">{w.folderHelp}</p>
            </Section>
            <KeySheet seen={data.keySheetSeen} />
          </>
        )}
      </Waiting>
    </Page>
  );
}

function Sentence({ data }: { data: Backups }) {
  const { words, formats } = useSpoken();
  const w = words.backups;
  const now = useNow(10_000);
  const good = data.backups.find(({ state }) => state === 'good');
  const running = data.backups.find(isRunning);
  return (
    <>
      {good
        ? w.sentenceGood({
            when: <a href="#backups">{formats.duration(now - good.startedAt)}</a>,
            size: formats.bytes(good.bytes),
          })
        : w.sentenceNone}{' '}
      {running && w.sentenceRunning(running.step ?? words.states.backup[running.state])}
    </>
  );
}

function Running({ backup }: { backup: BackupInfo }) {
  const { words, formats } = useSpoken();
  const w = words.backups;
  const now = useNow();
  const took = now - backup.startedAt;
  return (
    <div className="sheet mb-6" role="status">
      <p className="flex justify-between gap-3 figures">
        <StateMark look={backupLook[backup.state]} word={words.states.backup[backup.state]} />
        <span>
          {backup.fraction === undefined ? '' : `${Math.floor(backup.fraction * 100)} %`}{' '}
          {formats.duration(took)}
        </span>
      </p>
      <progress
        className="progress my-2"
        aria-label={words.states.backup[backup.state]}
        {...(backup.fraction === undefined ? {} : { value: backup.fraction, max: 1 })}
      />
      <p className="field-help">{w.continuesAlone}</p>
    </div>
  );
}

function BackupTable({ backups }: { backups: readonly BackupInfo[] }) {
  const { words, formats } = useSpoken();
  const w = words.backups;
  const text = useCodeText();
  const columns: Column<BackupInfo>[] = [
    {
      id: 'started',
      header: w.startedAt,
      names: true,
      value: ({ startedAt }) => startedAt,
      show: ({ startedAt }) => formats.dateTime(startedAt),
    },
    {
      id: 'state',
      header: w.state,
      value: ({ state }) => words.states.backup[state],
      show: ({ state }) => <StateMark look={backupLook[state]} word={words.states.backup[state]} />,
    },
    {
      id: 'took',
      header: w.took,
      number: true,
      value: ({ startedAt, finishedAt }) => (finishedAt ?? startedAt) - startedAt,
      show: ({ startedAt, finishedAt }) =>
        finishedAt === undefined ? words.acts.none : formats.duration(finishedAt - startedAt),
    },
    {
      id: 'size',
      header: w.size,
      number: true,
      value: ({ bytes }) => bytes,
      show: ({ bytes }) => formats.bytes(bytes),
    },
    {
      id: 'readings',
      header: w.readings,
      number: true,
      value: ({ readings }) => readings ?? 0,
      show: ({ readings }) => (readings === undefined ? words.acts.none : formats.count(readings)),
    },
    {
      id: 'problem',
      header: w.problem,
      value: ({ problem }) => (problem ? text(problem) : ''),
    },
  ];
  return (
    <div id="backups">
      <DataTable caption={w.list} rows={backups} columns={columns} rowId={({ id }) => id} />
    </div>
  );
}

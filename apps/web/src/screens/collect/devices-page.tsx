import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CallOutput } from '../../client.ts';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Code } from '../../parts/code.tsx';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { machineLook } from '../../parts/looks.ts';
import { Empty, Page } from '../../parts/page.tsx';
import { Simulated } from '../../parts/simulated.tsx';
import { type Look, StateMark } from '../../parts/state-mark.tsx';
import { say } from '../../parts/toasts.tsx';
import { useAct, useApi } from '../../parts/use-api.ts';
import { useMay } from '../../parts/use-me.ts';
import { useNow } from '../../parts/use-now.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { DeviceDialog } from './device-dialog.tsx';

type Entry = CallOutput<'listDevices'>['devices'][number];
type Life = 'receiving' | 'silent' | 'never' | 'revoked';

const looks: Readonly<Record<Life, Look>> = { ...machineLook, revoked: { shape: 'crossed', tone: 'quiet' } };

function lifeOf({ device, silent, lastReadingAt }: Entry): Life {
  if (device.revokedAt !== undefined) return 'revoked';
  if (lastReadingAt === undefined) return 'never';
  return silent ? 'silent' : 'receiving';
}

/** What delivers: each device, its machine, and whether it is heard. */
export function DevicesPage() {
  const { words } = useSpoken();
  const w = words.devices;
  const mayChange = useMay('leader');
  const devices = useApi('listDevices', {}, { everyMs: 5_000 });
  const present = devices.data?.devices.filter(({ device }) => device.revokedAt === undefined) ?? [];
  const silent = present.filter((entry) => lifeOf(entry) === 'silent').length;
  const sentence =
    present.length === 0
      ? w.none
      : w.sentence({
          total: <a href="#devices">{present.length}</a>,
          n: present.length,
          silent: <a href="#devices">{silent}</a>,
          silentN: silent,
        });
  return (
    <Page
      name={w.name}
      sentence={devices.data ? sentence : words.acts.loading}
      actions={
        mayChange && (
          <Link to="/collect/invite" className="button button-primary">
            {w.invite}
          </Link>
        )
      }
    >
      <Waiting on={devices}>
        {(data) =>
          data.devices.length === 0 ? (
            <Empty title={w.emptyTitle} why={w.emptyWhy} />
          ) : (
            <DeviceTable entries={data.devices} mayChange={mayChange} />
          )
        }
      </Waiting>
    </Page>
  );
}

function DeviceTable({ entries, mayChange }: { entries: readonly Entry[]; mayChange: boolean }) {
  const { words, formats } = useSpoken();
  const w = words.devices;
  const now = useNow();
  const machines = useApi('listMachines', {}).data?.machines;
  const connections = useApi('listConnections', {}).data?.connections;
  const [edited, setEdited] = useState<Entry>();
  const revoke = useAct('revokeDevice', ['listDevices', 'listMachines']);
  const machineOf = ({ device }: Entry) => machines?.find(({ asset }) => asset.id === device.assetId)?.asset;
  const connectionOf = ({ device }: Entry) =>
    connections?.find(({ connection }) => connection.id === device.connectionId)?.connection.name ?? '';
  const columns: Column<Entry>[] = [
    {
      id: 'name',
      header: w.device,
      names: true,
      value: ({ device }) => device.name,
      show: ({ device }) => (
        <>
          {device.name} <Simulated when={device.simulated} />
        </>
      ),
    },
    {
      id: 'state',
      header: w.state,
      value: (entry) => words.states.device[lifeOf(entry)],
      show: (entry) => <StateMark look={looks[lifeOf(entry)]} word={words.states.device[lifeOf(entry)]} />,
    },
    {
      id: 'machine',
      header: w.machine,
      value: (entry) => machineOf(entry)?.name ?? '',
      show: (entry) => {
        const machine = machineOf(entry);
        return machine ? (
          <Link to="/machines/$assetId" params={{ assetId: machine.id }}>
            {machine.name}
          </Link>
        ) : (
          words.acts.none
        );
      },
    },
    { id: 'connection', header: w.connection, value: connectionOf },
    {
      id: 'address',
      header: w.address,
      value: ({ device }) => device.address,
      show: ({ device }) => <Code text={device.address} />,
    },
    {
      id: 'last',
      header: w.lastReading,
      number: true,
      value: ({ lastReadingAt }) => lastReadingAt ?? 0,
      show: ({ lastReadingAt }) =>
        lastReadingAt === undefined ? words.acts.none : words.acts.ago(formats.duration(now - lastReadingAt)),
    },
    { id: 'items', header: w.items, number: true, value: ({ seriesCount }) => seriesCount },
    ...(mayChange
      ? [
          {
            id: 'acts',
            header: w.edit,
            acts: true,
            value: () => '',
            show: (entry: Entry) =>
              entry.device.revokedAt === undefined && (
                <span className="buttons">
                  <Button small onPress={() => setEdited(entry)}>
                    {w.edit}
                    <span className="visually-hidden"> {entry.device.name}</span>
                  </Button>
                  <ConfirmButton
                    small
                    kind="quiet"
                    label={
                      <>
                        {w.cutOff}
                        <span className="visually-hidden"> {entry.device.name}</span>
                      </>
                    }
                    title={w.cutOffTitle(entry.device.name)}
                    act={w.cutOff}
                    onAct={async () => {
                      await revoke.mutateAsync({ input: { id: entry.device.id } });
                      say(w.cutOffDone(entry.device.name));
                    }}
                  >
                    {w.cutOffWhat}
                  </ConfirmButton>
                </span>
              ),
          },
        ]
      : []),
  ];
  return (
    <div id="devices">
      <DataTable caption={w.name} rows={entries} columns={columns} rowId={({ device }) => device.id} />
      {edited && <DeviceDialog device={edited.device} onClose={() => setEdited(undefined)} />}
    </div>
  );
}

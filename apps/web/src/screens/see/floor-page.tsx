import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Empty, Page } from '../../parts/page.tsx';
import { SetAsideNotice } from '../../parts/set-aside-notice.tsx';
import { useApi } from '../../parts/use-api.ts';
import { useShown } from '../../parts/use-live.ts';
import { useNow } from '../../parts/use-now.ts';
import { useTrends } from '../../parts/use-trends.ts';
import { Skeleton, Waiting } from '../../parts/waiting.tsx';
import { MachineTile } from './machine-tile.tsx';
import { byNeed, isOutside, type Machine, mostTelling } from './need.ts';

/** 現場: is data coming from every machine, and is any value unusual? */
export function FloorPage() {
  const { words } = useSpoken();
  const machines = useApi('listMachines', {}, { everyMs: 10_000 });
  return (
    <Page
      name={words.machines.name}
      sentence={machines.data ? <FloorSentence machines={machines.data.machines} /> : words.acts.loading}
    >
      <SetAsideNotice />
      <Waiting on={machines} skeleton={<Skeleton tall />}>
        {(data) => (data.machines.length === 0 ? <NoMachine /> : <Tiles machines={data.machines} />)}
      </Waiting>
    </Page>
  );
}

function FloorSentence({ machines }: { machines: readonly Machine[] }) {
  const { words, formats } = useSpoken();
  const now = useNow();
  if (machines.length === 0) return words.machines.none;
  const silent = byNeed(machines).filter(({ state }) => state === 'silent');
  const receiving = machines.filter(({ state }) => state === 'receiving').length;
  const outside = machines.flatMap((machine) => machine.values.filter(isOutside).map(() => machine.asset.id));
  const worst = silent[0];
  return words.machines.sentence({
    total: machines.length,
    receiving,
    totalLink: <Link to="/collect/devices">{machines.length}</Link>,
    receivingLink: <Link to="/collect">{receiving}</Link>,
    worst: worst && {
      name: (
        <Link to="/machines/$assetId" params={{ assetId: worst.asset.id }}>
          {worst.asset.name}
        </Link>
      ),
      since: formats.duration(now - (worst.lastReadingAt ?? now)),
    },
    otherSilent: Math.max(0, silent.length - 1),
    outside: outside.length,
    outsideLink: (
      <Link to="/machines/$assetId" params={{ assetId: outside[0] ?? '' }}>
        {outside.length}
      </Link>
    ),
  });
}

function Tiles({ machines }: { machines: readonly Machine[] }) {
  const ordered = useMemo(() => byNeed(machines), [machines]);
  const shown = useMemo(
    () => ordered.flatMap((machine) => mostTelling(machine.values)).map(({ series }) => series),
    [ordered],
  );
  const lines = useMemo(() => shown.filter(({ kind }) => kind === 'number'), [shown]);
  useShown(shown.map(({ id }) => id));
  const span = useTrends(lines);
  return (
    <div className="tiles">
      {ordered.map((machine) => (
        <MachineTile key={machine.asset.id} machine={machine} span={span} />
      ))}
    </div>
  );
}

function NoMachine() {
  const { words } = useSpoken();
  return (
    <Empty title={words.machines.emptyTitle} why={words.machines.emptyWhy}>
      <Link to="/collect/invite" className="button button-primary">
        {words.machines.emptyInvite}
      </Link>
      <Link to="/site" hash="demo" className="button">
        {words.machines.emptyDemo}
      </Link>
    </Empty>
  );
}

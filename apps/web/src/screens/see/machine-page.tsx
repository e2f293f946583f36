import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { machineLook } from '../../parts/looks.ts';
import { Empty, Page, Section } from '../../parts/page.tsx';
import { Simulated } from '../../parts/simulated.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useApi } from '../../parts/use-api.ts';
import { useShown } from '../../parts/use-live.ts';
import { useNow } from '../../parts/use-now.ts';
import { useTrends } from '../../parts/use-trends.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { LiveRow } from './live-row.tsx';
import { isOutside, type Machine } from './need.ts';

/** One machine: every live value with its age, quality, normal band and last hour. */
export function MachinePage() {
  const { words } = useSpoken();
  const { assetId } = useParams({ strict: false });
  const machines = useApi('listMachines', {}, { everyMs: 10_000 });
  const machine = machines.data?.machines.find(({ asset }) => asset.id === assetId);
  if (!machine)
    return (
      <Page name={words.machines.name} sentence={machines.data ? words.machines.gone : words.acts.loading}>
        <Waiting on={machines}>
          {() => (
            <Link to="/" className="button">
              {words.frame.toFloor}
            </Link>
          )}
        </Waiting>
      </Page>
    );
  return (
    <Page
      name={machine.asset.name}
      sentence={<MachineSentence machine={machine} />}
      actions={
        machine.values.length > 0 && (
          <Link
            to="/explore"
            search={{
              items: machine.values
                .slice(0, 4)
                .map(({ series }) => series.id)
                .join('~'),
            }}
            className="button button-primary"
          >
            {words.machines.exploreMachine}
          </Link>
        )
      }
    >
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <StateMark look={machineLook[machine.state]} word={words.states.machine[machine.state]} />
        <Simulated when={machine.asset.simulated} />
        {machine.devices.length > 0 && (
          <span className="text-soft">
            {words.machines.devices}: {machine.devices.map(({ name }) => name).join(' · ')}
          </span>
        )}
      </p>
      <LiveValues machine={machine} />
    </Page>
  );
}

function MachineSentence({ machine }: { machine: Machine }) {
  const { words, formats } = useSpoken();
  const now = useNow();
  const outside = machine.values.filter(isOutside).length;
  return (
    <>
      {words.machines.machineSentence({
        name: machine.asset.name,
        values: <a href="#values">{machine.values.length}</a>,
        count: machine.values.length,
        age: formats.duration(now - (machine.lastReadingAt ?? now)),
        state: machine.state,
      })}
      {outside > 0 && words.machines.outsideSentence(<a href="#values">{outside}</a>, outside)}
    </>
  );
}

function LiveValues({ machine }: { machine: Machine }) {
  const { words } = useSpoken();
  const series = useMemo(() => machine.values.map((value) => value.series), [machine.values]);
  useShown(series.map(({ id }) => id));
  const lines = useMemo(() => series.filter(({ kind }) => kind === 'number'), [series]);
  const span = useTrends(lines);
  const { machines: w } = words;
  if (series.length === 0)
    return (
      <div className="section">
        <Empty title={w.noValues} why={w.emptyWhy} />
      </div>
    );
  return (
    <Section title={w.liveValues} id="values">
      <div className="table-wrap">
        <table className="table table-cards">
          <caption className="visually-hidden">{w.liveValues}</caption>
          <thead>
            <tr>
              <th scope="col">{words.items.item}</th>
              <th scope="col" className="number">
                {w.value}
              </th>
              <th scope="col">{w.normal}</th>
              <th scope="col">{w.lastHour}</th>
              <th scope="col" className="number">
                {w.age}
              </th>
              <th scope="col">{w.quality}</th>
              <th scope="col">
                <span className="visually-hidden">{w.exploreThis}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {machine.values.map((value) => (
              <LiveRow key={value.series.id} value={value} span={span} />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

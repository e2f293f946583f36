import { Link, useNavigate } from '@tanstack/react-router';
import { useSpoken } from '../../i18n/use-words.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { machineLook } from '../../parts/looks.ts';
import { Simulated } from '../../parts/simulated.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useAct, useApi } from '../../parts/use-api.ts';

/** The reward: what called from the network, beside the factory that already runs. */
export function FoundStep() {
  const { words } = useSpoken();
  const w = words.setup;
  const navigate = useNavigate();
  const found = useApi('listFoundDevices', {}, { everyMs: 3_000 }).data?.found ?? [];
  const machines = useApi('listMachines', {}, { everyMs: 3_000 }).data?.machines ?? [];
  const demo = machines.filter(({ asset }) => asset.simulated);
  const removeDemo = useAct('removeDemo', ['listMachines', 'getInstallation']);
  return (
    <section className="grid gap-6">
      <p className="sentence">
        {w.foundSentence(<strong>{found.length}</strong>, found.length, demo.length > 0)}
      </p>
      <div className="grid gap-4 sm:grid-cols-2">
        <div className="sheet">
          <h2 className="headline">{w.foundHeading}</h2>
          {found.length === 0 ? (
            <p className="prose mt-1 text-sm">{w.foundNothing}</p>
          ) : (
            <ul className="mt-1">
              {found.map(({ id, suggestion, address }) => (
                <li key={id}>{suggestion.name || address}</li>
              ))}
            </ul>
          )}
        </div>
        {demo.length > 0 && (
          <div className="sheet">
            <h2 className="headline">
              {w.demoHeading} <Simulated />
            </h2>
            <ul className="mt-1 grid gap-1">
              {demo.map(({ asset, state }) => (
                <li key={asset.id} className="flex justify-between gap-3">
                  <span>{asset.name}</span>
                  <StateMark look={machineLook[state]} word={words.states.machine[state]} />
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <div className="grid gap-3">
        <div>
          <Link to="/" className="button button-primary">
            {demo.length > 0 ? w.seeDemo : words.frame.toFloor}
          </Link>
          <p className="field-help mt-1">{w.seeDemoWhy}</p>
        </div>
        {demo.length > 0 && (
          <div>
            <ConfirmButton
              label={w.startOwn}
              title={w.removeTitle}
              act={w.removeDemo}
              onAct={async () => {
                await removeDemo.mutateAsync({ input: {} });
                await navigate({ to: '/collect/invite' });
              }}
            >
              {w.removeWhat}
            </ConfirmButton>
            <p className="field-help mt-1">{w.startOwnWhy}</p>
          </div>
        )}
      </div>
    </section>
  );
}

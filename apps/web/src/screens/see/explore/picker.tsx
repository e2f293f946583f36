import { useState } from 'react';
import { useSpoken } from '../../../i18n/use-words.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Tick } from '../../../parts/fields.tsx';
import { Simulated } from '../../../parts/simulated.tsx';
import type { Machine } from '../need.ts';

const MOST = 8;

interface Props {
  machines: readonly Machine[];
  chosen: readonly string[];
  onChosen: (seriesIds: string[]) => void;
  /** Open from the start, when nothing is chosen yet. */
  primary: boolean;
}

/** Machine, then items, by tapping: no query language. */
export function Picker(props: Props) {
  const { words } = useSpoken();
  const w = words.explore;
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(props.chosen);
  const start = () => {
    setChosen(props.chosen);
    setOpen(true);
  };
  const finish = () => {
    setOpen(false);
    props.onChosen([...chosen]);
  };
  return (
    <>
      <Button kind={props.primary ? 'primary' : 'plain'} onPress={start}>
        {w.chooseItems}
      </Button>
      <Dialog title={w.chooseItems} isOpen={open} onClose={() => setOpen(false)} wide>
        <MachineItems machines={props.machines} chosen={chosen} onChosen={setChosen} />
        <div className="buttons justify-between">
          <span className="text-soft">
            {chosen.length >= MOST ? w.maximum(MOST) : w.itemsCount(chosen.length)}
          </span>
          <Button kind="primary" isDisabled={chosen.length === 0} onPress={finish}>
            {w.done}
          </Button>
        </div>
      </Dialog>
    </>
  );
}

interface ItemsProps {
  machines: readonly Machine[];
  chosen: readonly string[];
  onChosen: (seriesIds: string[]) => void;
}

function MachineItems({ machines, chosen, onChosen }: ItemsProps) {
  const { words } = useSpoken();
  const holding = machines.find(({ values }) => values.some(({ series }) => chosen.includes(series.id)));
  const [at, setAt] = useState(holding?.asset.id ?? machines[0]?.asset.id);
  const machine = machines.find(({ asset }) => asset.id === at);
  const toggle = (id: string, on: boolean) =>
    onChosen(on ? [...chosen, id].slice(0, MOST) : chosen.filter((other) => other !== id));
  return (
    <div className="grid gap-4 sm:grid-cols-[14rem_minmax(0,1fr)]">
      <div className="grid content-start gap-2" role="radiogroup" aria-label={words.explore.machine}>
        {machines.map(({ asset, values }) => {
          const count = values.filter(({ series }) => chosen.includes(series.id)).length;
          return (
            <label key={asset.id} className="option !p-2">
              <input type="radio" name="machine" checked={asset.id === at} onChange={() => setAt(asset.id)} />
              <span>
                {asset.name} <Simulated when={asset.simulated} />
                {count > 0 && <span className="text-chosen"> ({count})</span>}
              </span>
            </label>
          );
        })}
      </div>
      <fieldset className="max-h-[50dvh] overflow-y-auto">
        <legend className="field-label">{words.explore.items}</legend>
        {machine?.values.map(({ series }) => (
          <Tick
            key={series.id}
            checked={chosen.includes(series.id)}
            onChange={(on) => toggle(series.id, on)}
            label={
              <>
                {series.name}
                <span className="unit">{series.unit || words.states.kind[series.kind]}</span>
              </>
            }
          />
        ))}
      </fieldset>
    </div>
  );
}

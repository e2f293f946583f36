import type { Series } from '@musubi/schema';
import { type FormEvent, useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { BoundsInput, NumberInput, SelectInput, TextInput, Tick } from '../../parts/fields.tsx';
import type { Bounds } from '../../parts/reading.ts';
import { say } from '../../parts/toasts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useAct, useApi } from '../../parts/use-api.ts';

/** Bounds as the contract takes them: nothing set means «no bounds». */
function wanted({ low, high }: Bounds) {
  if (low === undefined && high === undefined) return null;
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}

function crossed({ low, high }: Bounds): boolean {
  return low !== undefined && high !== undefined && low >= high;
}

/** What Musubi should know of a series: name, unit, interval, bounds, filter. */
export function ItemDialog({ series, onClose }: { series: Series; onClose: () => void }) {
  const { words } = useSpoken();
  const w = words.items;
  const chains = useApi('listFilterChains', {}).data?.chains ?? [];
  const [name, setName] = useState(series.name);
  const [unit, setUnit] = useState(series.unit);
  const [every, setEvery] = useState(
    series.expectedEveryMs === undefined ? undefined : series.expectedEveryMs / 1_000,
  );
  const [range, setRange] = useState<Bounds>(series.range ?? {});
  const [normal, setNormal] = useState<Bounds>(series.normal ?? {});
  const [isCounter, setIsCounter] = useState(series.isCounter);
  const [chain, setChain] = useState(series.filterChainId ?? '');
  const change = useAct('changeSeries', ['listSeries', 'listMachines']);
  const isNumber = series.kind === 'number';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (crossed(range) || crossed(normal)) return;
    change.mutate(
      {
        input: {
          id: series.id,
          name: name.trim(),
          unit: unit.trim(),
          expectedEveryMs: every === undefined || every <= 0 ? null : Math.max(1, Math.round(every * 1_000)),
          filterChainId: chain === '' ? null : chain,
          ...(isNumber ? { range: wanted(range), normal: wanted(normal), isCounter } : {}),
        },
      },
      {
        onSuccess() {
          say(words.acts.saved);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={w.editTitle(series.name)} isOpen onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextInput label={w.nameLabel} value={name} onChange={setName} isRequired />
        <TextInput label={w.unit} help={w.unitHelp} value={unit} onChange={setUnit} maxLength={20} />
        <NumberInput
          label={w.expected}
          help={w.expectedHelp}
          unit={w.seconds}
          value={every}
          onChange={setEvery}
        />
        {isNumber && (
          <>
            <BoundsInput
              label={w.normalLabel}
              help={w.normalHelp}
              unit={unit}
              value={normal}
              onChange={setNormal}
            />
            <BoundsInput label={w.range} help={w.rangeHelp} unit={unit} value={range} onChange={setRange} />
            <Tick label={w.counter} checked={isCounter} onChange={setIsCounter} />
          </>
        )}
        <SelectInput
          label={w.filter}
          value={chain}
          onChange={setChain}
          options={[
            { value: '', label: w.noFilter },
            ...chains.map(({ chain: one }) => ({ value: one.id, label: one.name })),
          ]}
        />
        <Trouble error={change.error} />
        <div className="buttons">
          <Button kind="primary" type="submit" isBusy={change.isPending}>
            {words.acts.save}
          </Button>
          <Button onPress={onClose}>{words.acts.keep}</Button>
        </div>
      </form>
    </Dialog>
  );
}

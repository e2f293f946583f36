import type { FilterChain, FilterName } from '@musubi/schema';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { SelectInput, TextInput, Tick } from '../../parts/fields.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { say } from '../../parts/toasts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useAct, useApi } from '../../parts/use-api.ts';
import { useMay } from '../../parts/use-me.ts';
import { Skeleton } from '../../parts/waiting.tsx';
import { FilterPreview } from './filter-preview.tsx';
import { type DraftStep, filterNames, newStep, wholeSteps, withMember } from './filter-steps.ts';
import { StepEditor } from './step-editor.tsx';

const MOST_STEPS = 12;

/** A filter chain, new or the next version of one. */
export function FilterPage() {
  const { id } = useParams({ strict: false });
  const { words } = useSpoken();
  const chains = useApi('listFilterChains', {});
  const chain = chains.data?.chains.find((entry) => entry.chain.id === id)?.chain;
  if (id !== 'new' && !chains.data)
    return (
      <Page name={words.filters.name} sentence={words.acts.loading}>
        <Skeleton />
        <Trouble error={chains.error} />
      </Page>
    );
  return <Editor key={chain ? `${chain.id}@${chain.version}` : 'new'} chain={chain} />;
}

interface KeyedStep {
  key: number;
  step: DraftStep;
}

function Editor({ chain }: { chain: FilterChain | undefined }) {
  const { words } = useSpoken();
  const w = words.filters;
  const navigate = useNavigate();
  const maySave = useMay('leader');
  const [name, setName] = useState(chain?.name ?? '');
  const [keepRaw, setKeepRaw] = useState(chain?.keepRaw ?? false);
  const [steps, setSteps] = useState<KeyedStep[]>(() =>
    (chain?.steps ?? []).map((step, key) => ({ key, step: step as unknown as DraftStep })),
  );
  const [unit, setUnit] = useState('');
  const [adding, setAdding] = useState<FilterName>('deadband');
  const [tried, setTried] = useState(false);
  const save = useAct('saveFilterChain', ['listFilterChains']);
  const plain = steps.map(({ step }) => step);
  const nextKey = Math.max(0, ...steps.map(({ key }) => key)) + 1;
  const replace = (index: number, step: DraftStep, key = steps[index]!.key) =>
    setSteps(steps.map((one, i) => (i === index ? { key, step } : one)));
  const move = (index: number, by: 1 | -1) => {
    const moved = [...steps];
    [moved[index], moved[index + by]] = [moved[index + by]!, moved[index]!];
    setSteps(moved);
  };
  const submit = () => {
    setTried(true);
    const whole = wholeSteps(plain);
    if (!whole || name.trim() === '') return;
    save.mutate(
      { input: { ...(chain ? { id: chain.id } : {}), name: name.trim(), steps: whole, keepRaw } },
      {
        onSuccess({ chain: saved }) {
          say(w.saved(saved.name, saved.version));
          void navigate({ to: '/collect/filters' });
        },
      },
    );
  };
  return (
    <Page
      name={chain?.name ?? w.newName}
      sentence={chain ? w.editSentence(chain.name, chain.version) : w.newSentence}
      actions={
        maySave && (
          <Button kind="primary" onPress={submit} isBusy={save.isPending}>
            {w.save}
          </Button>
        )
      }
    >
      <Trouble error={save.error} />
      <div className="form">
        <TextInput
          label={w.nameLabel}
          value={name}
          onChange={setName}
          problem={tried && name.trim() === '' ? words.acts.required : undefined}
          isRequired
        />
        <Tick label={w.keepRaw} checked={keepRaw} onChange={setKeepRaw} />
      </div>
      <Section title={w.steps}>
        {steps.length === 0 && <p className="prose">{w.noSteps}</p>}
        <ol className="grid max-w-3xl gap-3">
          {steps.map(({ key, step }, index) => (
            <StepEditor
              key={key}
              step={step}
              index={index}
              count={steps.length}
              unit={unit}
              onStep={(next) => replace(index, next)}
              onMove={(by) => move(index, by)}
              onRemove={() => setSteps(steps.filter((_, i) => i !== index))}
            />
          ))}
        </ol>
        {steps.length < MOST_STEPS && (
          <div className="mt-4 flex max-w-xl items-end gap-3">
            <div className="grow">
              <SelectInput
                label={w.addStep}
                help={w.glosses[adding]}
                value={adding}
                onChange={setAdding}
                options={filterNames.map((value) => ({ value, label: w.names[value] }))}
              />
            </div>
            <Button onPress={() => setSteps([...steps, { key: nextKey, step: newStep(adding) }])}>
              {words.acts.add}
            </Button>
          </div>
        )}
      </Section>
      <FilterPreview
        chainId={chain?.id}
        steps={plain}
        onUnit={setUnit}
        onThreshold={(index, key, threshold) =>
          // A new key lets the field show the suggested number instead of what was typed.
          replace(index, withMember(plain[index]!, key, threshold), nextKey)
        }
      />
    </Page>
  );
}

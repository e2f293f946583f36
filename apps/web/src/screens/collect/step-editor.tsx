import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { NumberInput, SelectInput, TextInput, Tick } from '../../parts/fields.tsx';
import { type DraftStep, type StepMember, stepMembers, withMember } from './filter-steps.ts';

interface Props {
  step: DraftStep;
  index: number;
  count: number;
  unit: string;
  onStep: (step: DraftStep) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

/** One step of a filter chain: what it does, and its members. */
export function StepEditor({ step, index, count, unit, onStep, onMove, onRemove }: Props) {
  const { words } = useSpoken();
  const w = words.filters;
  const name = w.names[step.filter];
  return (
    <li className="sheet">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h3 className="headline">
          {w.step(index + 1)} · {name}
        </h3>
        <span className="flex">
          {index > 0 && (
            <Button kind="quiet" small aria-label={`${w.earlier}: ${name}`} onPress={() => onMove(-1)}>
              ↑
            </Button>
          )}
          {index < count - 1 && (
            <Button kind="quiet" small aria-label={`${w.later}: ${name}`} onPress={() => onMove(1)}>
              ↓
            </Button>
          )}
          <Button kind="quiet" small aria-label={`${w.removeStep}: ${name}`} onPress={onRemove}>
            ×
          </Button>
        </span>
      </div>
      <p className="field-help mb-3">{w.glosses[step.filter]}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        {stepMembers[step.filter].map((member) => (
          <Member key={member.key} member={member} step={step} unit={unit} onStep={onStep} />
        ))}
      </div>
    </li>
  );
}

function Member(props: {
  member: StepMember;
  step: DraftStep;
  unit: string;
  onStep: (step: DraftStep) => void;
}) {
  const { words } = useSpoken();
  const w = words.filters;
  const { member, step, unit, onStep } = props;
  const label = w.settings[member.key as keyof typeof w.settings];
  const value = step[member.key];
  const set = (next: unknown) => onStep(withMember(step, member.key, next));
  const required = member.required ? {} : { isRequired: false };
  switch (member.kind) {
    case 'number':
      return (
        <NumberInput
          label={label}
          unit={member.inUnit ? unit : ''}
          value={value as number | undefined}
          onChange={set}
          {...required}
        />
      );
    case 'duration':
      return (
        <NumberInput
          label={label}
          unit={words.items.seconds}
          value={value === undefined ? undefined : (value as number) / 1_000}
          onChange={(seconds) => set(seconds === undefined ? undefined : Math.round(seconds * 1_000))}
          {...required}
        />
      );
    case 'text':
      return <TextInput label={label} value={String(value ?? '')} onChange={set} />;
    case 'method':
      return (
        <SelectInput
          label={label}
          value={value as keyof typeof w.methods}
          onChange={set}
          options={Object.entries(w.methods).map(([method, name]) => ({
            value: method as keyof typeof w.methods,
            label: name,
          }))}
        />
      );
    case 'features': {
      const chosen = value as string[];
      return (
        <fieldset className="field">
          <legend className="field-label">{label}</legend>
          {Object.entries(w.features).map(([feature, name]) => (
            <Tick
              key={feature}
              label={name}
              checked={chosen.includes(feature)}
              onChange={(on) => set(on ? [...chosen, feature] : chosen.filter((one) => one !== feature))}
            />
          ))}
        </fieldset>
      );
    }
  }
}

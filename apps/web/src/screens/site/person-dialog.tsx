import type { Language, Person, Role } from '@musubi/schema';
import { type FormEvent, useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { SelectInput, TextInput } from '../../parts/fields.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useAct } from '../../parts/use-api.ts';
import { dayOf, startOfDay } from './end-day.ts';

const roles: readonly Role[] = ['viewer', 'worker', 'leader', 'administrator', 'adviser'];

interface Props {
  /** The person to change; absent to add one. */
  person: Person | undefined;
  onClose: () => void;
  onFirstPassword: (name: string, password: string) => void;
}

/** Adds a person, or changes name, role and end of one. */
export function PersonDialog({ person, onClose, onFirstPassword }: Props) {
  const { words, language: spoken } = useSpoken();
  const w = words.people;
  const [name, setName] = useState(person?.name ?? '');
  const [login, setLogin] = useState(person?.login ?? '');
  const [role, setRole] = useState<Role>(person?.role ?? 'worker');
  const [language, setLanguage] = useState<Language>(person?.language ?? spoken);
  const [ends, setEnds] = useState(dayOf(person?.endsAt));
  const add = useAct('addPerson', ['listPeople']);
  const change = useAct('changePerson', ['listPeople']);
  const endsAt = startOfDay(ends);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (person) {
      const input = { id: person.id, name: name.trim(), role, endsAt: endsAt ?? null };
      change.mutate({ input }, { onSuccess: onClose });
      return;
    }
    add.mutate(
      {
        input: {
          login: login.trim().toLowerCase(),
          name: name.trim(),
          role,
          language,
          ...(endsAt === undefined ? {} : { endsAt }),
        },
      },
      {
        onSuccess(answer) {
          onClose();
          onFirstPassword(answer.person.name, answer.firstPassword);
        },
      },
    );
  };
  return (
    <Dialog title={person ? w.editTitle(person.name) : w.add} isOpen onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextInput label={w.nameLabel} value={name} onChange={setName} isRequired />
        {!person && (
          <TextInput
            label={w.login}
            help={words.setup.loginHelp}
            value={login}
            onChange={setLogin}
            isRequired
          />
        )}
        <SelectInput
          label={w.role}
          help={w.roleHelp[role]}
          value={role}
          onChange={setRole}
          options={roles.map((value) => ({ value, label: words.states.role[value] }))}
        />
        {!person && (
          <SelectInput
            label={w.language}
            value={language}
            onChange={setLanguage}
            options={[
              { value: 'ja', label: words.setup.japanese },
              { value: 'en', label: words.setup.english },
            ]}
          />
        )}
        <TextInput
          label={w.endsAt}
          help={w.endsHelp}
          type="date"
          value={ends}
          onChange={setEnds}
          isRequired={role === 'adviser'}
        />
        <Trouble error={add.error ?? change.error} />
        <div className="buttons">
          <Button kind="primary" type="submit" isBusy={add.isPending || change.isPending}>
            {person ? words.acts.save : w.add}
          </Button>
          <Button onPress={onClose}>{words.acts.keep}</Button>
        </div>
      </form>
    </Dialog>
  );
}

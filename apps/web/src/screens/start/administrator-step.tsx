import { type FormEvent, useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { TextInput } from '../../parts/fields.tsx';
import { queryClient } from '../../parts/query-client.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useAct } from '../../parts/use-api.ts';
import { keepCsrf } from '../../session.ts';

const LOGIN = /^[\p{L}\p{N}._@-]{1,60}$/u;

/** The first person; the set-up link is spent by this step. */
export function AdministratorStep(props: { secret: string; onDone: () => void; onBack: () => void }) {
  const { words, language } = useSpoken();
  const w = words.setup;
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const setUp = useAct('setUpAdministrator');
  const problems = {
    name: name.trim() === '' ? words.acts.required : undefined,
    login: LOGIN.test(login.trim()) ? undefined : w.loginBad,
    password: [...password].length < 8 ? w.passwordShort : undefined,
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problems.name || problems.login || problems.password) return;
    setUp.mutate(
      {
        input: {
          setupSecret: props.secret,
          login: login.trim().toLowerCase(),
          name: name.trim(),
          password,
          language,
        },
      },
      {
        onSuccess({ person, csrf }) {
          keepCsrf(csrf);
          queryClient.setQueryData(['getMe', {}], { person, csrf });
          // The secret is spent: it need not stand in the address and the history any longer.
          history.replaceState(history.state, '', location.pathname);
          props.onDone();
        },
      },
    );
  };
  const shown = tried ? problems : { name: undefined, login: undefined, password: undefined };
  return (
    <form className="form" onSubmit={submit} noValidate>
      <div>
        <p className="sentence">{w.youSentence}</p>
        <p className="prose mt-1">{w.youWhy}</p>
      </div>
      <TextInput
        label={w.yourName}
        value={name}
        onChange={setName}
        autoComplete="name"
        problem={shown.name}
        isRequired
      />
      <TextInput
        label={w.login}
        help={w.loginHelp}
        value={login}
        onChange={setLogin}
        autoComplete="username"
        problem={shown.login}
        isRequired
      />
      <TextInput
        label={w.password}
        help={w.passwordHelp}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
        problem={shown.password}
        isRequired
      />
      <Trouble error={setUp.error} />
      <div className="buttons">
        <Button kind="primary" type="submit" isBusy={setUp.isPending}>
          {w.makeMe}
        </Button>
        <Button kind="quiet" onPress={props.onBack}>
          {words.acts.back}
        </Button>
      </div>
    </form>
  );
}

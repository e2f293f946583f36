import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { CallFailure } from '../../client.ts';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { TextInput } from '../../parts/fields.tsx';
import { queryClient } from '../../parts/query-client.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useAct, useApi } from '../../parts/use-api.ts';
import { keepCsrf } from '../../session.ts';
import { StartFrame } from './start-frame.tsx';

/** Log in, and go where one wanted to go. */
export function LoginPage() {
  const { words, choose } = useSpoken();
  const w = words.setup;
  const { back } = useSearch({ from: '/login' });
  const navigate = useNavigate();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const logIn = useAct('logIn');
  // A password given out by an administrator is good for one log-in, at which the person chooses another.
  const needsNew =
    newPassword !== '' ||
    (logIn.error instanceof CallFailure && logIn.error.code === 'login.new-password-needed');
  const setup = useApi('getSetup', {});
  useEffect(() => {
    document.title = `${w.loginName} · 結び Musubi`;
  }, [w.loginName]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    logIn.mutate(
      {
        input: {
          login: login.trim().toLowerCase(),
          password,
          ...(newPassword === '' ? {} : { newPassword }),
        },
      },
      {
        onSuccess({ person, csrf }) {
          keepCsrf(csrf);
          queryClient.clear();
          queryClient.setQueryData(['getMe', {}], { person, csrf });
          choose(person.language);
          void navigate({ href: back ?? '/' });
        },
      },
    );
  };

  return (
    <StartFrame>
      <div>
        <h1 className="page-name">{w.loginName}</h1>
        <p className="sentence">{setup.data?.needed ? w.notSetUp : w.loginSentence}</p>
        {setup.data?.needed && <p className="prose mt-2">{w.notSetUpWhy}</p>}
      </div>
      <form className="form" onSubmit={submit}>
        <TextInput label={w.login} value={login} onChange={setLogin} autoComplete="username" isRequired />
        <TextInput
          label={w.password}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          isRequired
        />
        {needsNew && (
          <TextInput
            label={words.people.next}
            help={w.passwordHelp}
            type="password"
            value={newPassword}
            onChange={setNewPassword}
            autoComplete="new-password"
            isRequired
          />
        )}
        <Trouble error={logIn.error} />
        <div className="buttons">
          <Button kind="primary" type="submit" isBusy={logIn.isPending}>
            {w.logIn}
          </Button>
        </div>
      </form>
      <details>
        <summary>{w.forgotten}</summary>
        <p className="prose">{w.forgottenWhy}</p>
        <pre className="code mt-2">npx musubi user password {login || 'LOGIN'}</pre>
      </details>
    </StartFrame>
  );
}

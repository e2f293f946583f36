import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { SelectInput, TextInput } from '../../parts/fields.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { queryClient } from '../../parts/query-client.ts';
import { useTheme } from '../../parts/theme.ts';
import { say } from '../../parts/toasts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useAct } from '../../parts/use-api.ts';
import { useMe } from '../../parts/use-me.ts';
import { keepCsrf } from '../../session.ts';

/** 自分の設定: language, appearance, password, log-out. */
export function MePage() {
  const { words, language, choose } = useSpoken();
  const w = words.people;
  const me = useMe();
  const navigate = useNavigate();
  const { theme, choose: chooseTheme } = useTheme();
  const setLanguage = useAct('setMyLanguage', ['getMe']);
  const logOut = useAct('logOut');
  const leave = () =>
    logOut.mutate(
      { input: {} },
      {
        onSettled() {
          keepCsrf(undefined);
          queryClient.clear();
          void navigate({ to: '/login' });
        },
      },
    );
  return (
    <Page
      name={w.me}
      sentence={me ? w.meSentence(me.name, words.states.role[me.role]) : words.acts.loading}
      actions={
        <Button onPress={leave} isBusy={logOut.isPending}>
          {words.frame.logOut}
        </Button>
      }
    >
      <div className="form">
        <SelectInput
          label={words.frame.language}
          value={language}
          onChange={(next) => {
            choose(next);
            setLanguage.mutate({ input: { language: next } });
          }}
          options={[
            { value: 'ja', label: words.setup.japanese },
            { value: 'en', label: words.setup.english },
          ]}
        />
        <Trouble error={setLanguage.error} />
        <SelectInput
          label={words.frame.theme}
          value={theme}
          onChange={chooseTheme}
          options={[
            { value: 'system', label: words.frame.themeSystem },
            { value: 'light', label: words.frame.themeLight },
            { value: 'dark', label: words.frame.themeDark },
          ]}
        />
      </div>
      <Password />
    </Page>
  );
}

function Password() {
  const { words } = useSpoken();
  const w = words.people;
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const change = useAct('setMyPassword');
  const isShort = [...next].length < 8;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isShort) return;
    change.mutate(
      { input: { current, next } },
      {
        onSuccess() {
          setCurrent('');
          setNext('');
          setTried(false);
          say(w.passwordChanged);
        },
      },
    );
  };
  return (
    <Section title={w.password}>
      <form className="form" onSubmit={submit}>
        <TextInput
          label={w.current}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          isRequired
        />
        <TextInput
          label={w.next}
          help={words.setup.passwordHelp}
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={setNext}
          problem={tried && isShort ? words.setup.passwordShort : undefined}
          isRequired
        />
        <Trouble error={change.error} />
        <div className="buttons">
          <Button type="submit" isBusy={change.isPending}>
            {w.changePassword}
          </Button>
        </div>
      </form>
    </Section>
  );
}

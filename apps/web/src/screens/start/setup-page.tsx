import { setupSecretOf } from '@musubi/schema/api';
import { Link } from '@tanstack/react-router';
import { useEffect, useReducer, useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Empty } from '../../parts/page.tsx';
import { useApi } from '../../parts/use-api.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { AdministratorStep } from './administrator-step.tsx';
import { LanguageStep, RestoreStep, StartStep } from './first-steps.tsx';
import { FoundStep } from './found-step.tsx';
import { countedSteps, firstStep, nextStep, type SetupStep } from './setup-steps.ts';
import { StartFrame } from './start-frame.tsx';

/** First run: language, new or restored, administrator, and then something alive to look at. */
export function SetupPage() {
  const { words } = useSpoken();
  // The secret stands behind the hash, so it never reached a server log; it is spent by the administrator's step.
  const [secret] = useState(() => setupSecretOf(location.hash) ?? '');
  const setup = useApi('getSetup', {});
  const isSpent = setup.data?.needed === false;
  const me = useApi('getMe', {}, { enabled: isSpent });
  useEffect(() => {
    document.title = `${words.setup.name} · 結び Musubi`;
  }, [words.setup.name]);
  return (
    <StartFrame>
      <Waiting on={setup}>
        {({ needed }) => {
          if (isSpent && me.isPending) return null;
          const first = firstStep({ needed, loggedIn: me.data !== undefined, secret });
          if (first === 'no-secret')
            return <Empty title={words.setup.noSecretTitle} why={words.setup.noSecretWhy} />;
          if (first === 'already')
            return (
              <Empty title={words.setup.alreadyTitle} why={words.setup.alreadyWhy}>
                <Link to="/login" className="button">
                  {words.setup.toLogin}
                </Link>
              </Empty>
            );
          return <Steps key={first} first={first} secret={secret} />;
        }}
      </Waiting>
    </StartFrame>
  );
}

function Steps({ first, secret }: { first: SetupStep; secret: string }) {
  const { words } = useSpoken();
  const [step, happen] = useReducer(nextStep, first);
  const names = {
    language: words.setup.stepLanguage,
    start: words.setup.stepStart,
    you: words.setup.stepYou,
    found: words.setup.stepFound,
  };
  const shown = step === 'restore' ? 'start' : step;
  const at = countedSteps.indexOf(shown);
  return (
    <>
      <div>
        <h1 className="page-name">{words.setup.name}</h1>
        <ol className="steps mt-3">
          {countedSteps.map((name, i) => (
            <li key={name} data-done={i < at} {...(i === at ? { 'aria-current': 'step' as const } : {})}>
              {names[name]}
            </li>
          ))}
        </ol>
      </div>
      {step === 'language' && <LanguageStep onDone={() => happen('languageChosen')} />}
      {step === 'start' && (
        <StartStep
          onNew={() => happen('startNew')}
          onRestore={() => happen('startRestore')}
          onBack={() => happen('back')}
        />
      )}
      {step === 'restore' && <RestoreStep onBack={() => happen('back')} />}
      {step === 'you' && (
        <AdministratorStep
          secret={secret}
          onDone={() => happen('administratorMade')}
          onBack={() => happen('back')}
        />
      )}
      {step === 'found' && <FoundStep />}
    </>
  );
}

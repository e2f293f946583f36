export type SetupStep = 'language' | 'start' | 'restore' | 'you' | 'found';

/** The four steps that are counted; restoring is a way out of the second. */
export const countedSteps = ['language', 'start', 'you', 'found'] as const satisfies readonly SetupStep[];

/** What a reload finds: a spent link leads on to what was found, an open one to the beginning. */
export function firstStep(state: {
  needed: boolean;
  loggedIn: boolean;
  secret: string;
}): SetupStep | 'no-secret' | 'already' {
  if (!state.needed) return state.loggedIn ? 'found' : 'already';
  return state.secret === '' ? 'no-secret' : 'language';
}

export type SetupEvent = 'languageChosen' | 'startNew' | 'startRestore' | 'back' | 'administratorMade';

export function nextStep(step: SetupStep, event: SetupEvent): SetupStep {
  switch (event) {
    case 'languageChosen':
      return step === 'language' ? 'start' : step;
    case 'startNew':
      return step === 'start' ? 'you' : step;
    case 'startRestore':
      return step === 'start' ? 'restore' : step;
    case 'back':
      return step === 'restore' || step === 'you' ? 'start' : step === 'start' ? 'language' : step;
    case 'administratorMade':
      return step === 'you' ? 'found' : step;
  }
}

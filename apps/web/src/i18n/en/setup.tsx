import type { ReactNode } from 'react';
import { plural } from './plural.ts';

export const setup = {
  name: 'Set up Musubi',
  welcome: 'Musubi ties your machines together on this one PC.',
  stepLanguage: 'Language',
  stepStart: 'Start',
  stepYou: 'You',
  stepFound: 'Found',
  languageSentence: 'Which language do you read?',
  japanese: '日本語',
  english: 'English',
  startSentence: 'Is this a new start, or do you bring a backup?',
  startNew: 'Start anew',
  startNewWhy: 'Takes about two minutes.',
  startRestore: 'Restore a backup',
  startRestoreWhy: 'On the PC that runs Musubi, with the key from your printed key sheet.',
  restoreTitle: 'To restore a backup',
  restoreSteps: [
    'Stop Musubi with Ctrl-C on its PC.',
    'Run the command below there. It asks for the recovery key on your key sheet.',
    'Start Musubi again and log in as before. You do not need this set-up link any more.',
  ],
  youSentence: 'Who looks after this installation?',
  youWhy: 'This person may do everything. Others are added later.',
  yourName: 'Your name',
  login: 'Log-in name',
  loginHelp: 'Letters, digits, dot or hyphen. It is what you type to log in.',
  password: 'Password',
  passwordHelp: 'Eight characters or more. A few words are easier to remember than one with symbols.',
  passwordShort: 'Eight characters or more, please.',
  loginBad: 'Letters, digits, dot, underscore and hyphen only.',
  makeMe: 'Create administrator',
  foundSentence: (found: ReactNode, n: number, demo: boolean) =>
    n > 0 ? (
      <>
        {found} {plural(n, 'device')} on your network {plural(n, 'wants', 'want')} to deliver
        {demo && ', beside the demo factory that already runs'}.
      </>
    ) : demo ? (
      <>The demo factory already runs. No device of your own has called yet.</>
    ) : (
      <>No device has called yet. Connect the first one.</>
    ),
  foundHeading: 'Found on your network',
  foundNothing: 'Nothing has called so far. That is usual: devices call once they know this address.',
  demoHeading: 'The demo factory',
  seeDemo: 'Look at the demo factory',
  seeDemoWhy: 'You can connect your own machines at any time.',
  startOwn: 'Start with my own machines',
  startOwnWhy: 'Removes the demo factory. You can bring it back.',
  removeTitle: 'Remove the demo factory?',
  removeWhat:
    'Its simulated machines and their readings go. Your own devices, people and settings stay. You can bring it back under «This site».',
  removeDemo: 'Remove the demo factory',
  noSecretTitle: 'This is not the whole set-up link',
  noSecretWhy:
    'The link is printed in the window where Musubi was started, together with a QR code. Open it from there; nothing has happened yet.',
  alreadyTitle: 'Musubi is already set up',
  alreadyWhy: 'The first administrator exists. Log in, or ask that person to add you.',
  toLogin: 'Log in',
  loginName: 'Log in',
  loginSentence: 'Log in to see your machines.',
  logIn: 'Log in',
  forgotten: 'Password forgotten?',
  forgottenWhy:
    'An administrator gives you a new first password under «People». If nobody can log in, run this on the PC of Musubi:',
  notSetUp: 'Musubi is not set up yet.',
  notSetUpWhy: 'Open the set-up link that is printed in the window where Musubi was started.',
};

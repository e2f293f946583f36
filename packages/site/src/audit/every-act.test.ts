import {
  type ApiContract,
  addPerson,
  addToken,
  changePerson,
  getBackupKey,
  logIn,
  logOut,
  type RawInput,
  revokeToken,
  setMyLanguage,
  setMyPassword,
  setUpAdministrator,
  startBackup,
} from '@musubi/schema/api';
import { expect, it } from 'vitest';
import { longPassword, openTrialSite } from '../trial/trial-site.ts';

const wish = <C extends ApiContract>(contract: C, input: RawInput<C>) => ({ contract, input });

it('every call that changes something leaves its line in the audit log', async () => {
  await using trial = await openTrialSite();
  const boss = await trial.administrator();
  const { person } = await trial.person({ login: 'ito', role: 'worker' });
  const { token } = await trial.call(boss, addToken, { name: '日報' });
  const next = 'もっと 長い 合言葉';
  const wishes = [
    wish(addPerson, { login: 'sato', name: '佐藤', role: 'worker', language: 'ja' }),
    wish(changePerson, { id: person.id, disabled: true }),
    wish(setMyLanguage, { language: 'en' }),
    wish(addToken, { name: '月報' }),
    wish(revokeToken, { id: token.id }),
    wish(startBackup, {}),
    wish(getBackupKey, { password: longPassword }),
    wish(setMyPassword, { current: longPassword, next }),
    wish(logIn, { login: 'boss', password: next }),
    wish(logOut, {}),
  ];
  for (const { contract, input } of wishes) {
    const before = (await trial.records.head()).count;
    await trial.call(boss, contract, input);
    expect([contract.name, (await trial.records.head()).count]).not.toEqual([contract.name, before]);
    await trial.site.backups.settled();
  }
  const changing = trial.site
    .handlers()
    .filter(({ contract }) => contract.method !== 'GET')
    .map(({ contract }) => contract.name);
  const tried = [setUpAdministrator.name, ...wishes.map(({ contract }) => contract.name)];
  expect(tried.sort()).toEqual(changing.sort());
  expect(await trial.site.audit.verify()).toMatchObject({ intact: true });
});

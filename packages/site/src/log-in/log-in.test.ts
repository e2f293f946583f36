import { isMusubiError, newSecret } from '@musubi/base';
import { passwordSecretRecord, sessionRecord, setupSecretRecord } from '@musubi/schema';
import {
  addPerson,
  changePerson,
  getMe,
  logIn,
  logOut,
  setMyPassword,
  setUpAdministrator,
} from '@musubi/schema/api';
import { describe, expect, it } from 'vitest';
import { longPassword, openTrialSite } from '../trial/trial-site.ts';

const HOUR_MS = 3_600_000;

describe('the first administrator', () => {
  it('is made once, with the link from the terminal', async () => {
    await using trial = await openTrialSite();
    const { site, call } = trial;
    const wish = { login: 'Boss', name: '工場長', password: longPassword, language: 'ja' as const };
    const from = trial.browser();
    await expect(call(from, setUpAdministrator, { ...wish, setupSecret: newSecret() })).rejects.toMatchObject(
      {
        code: 'auth.spent-setup-link',
      },
    );
    const setupSecret = site.setup.secret!;
    const both = await Promise.allSettled(
      ['boss', 'thief'].map((login) =>
        call(trial.browser(), setUpAdministrator, { ...wish, login, setupSecret }),
      ),
    );
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect([site.setup.needed, site.setup.secret]).toEqual([false, undefined]);
    expect(JSON.stringify(await trial.records.list(setupSecretRecord))).not.toContain(setupSecret);
  });

  it('gets a new link at each start until there is one', async () => {
    await using trial = await openTrialSite();
    const old = trial.site.setup.secret;
    const again = await trial.openAgain();
    expect(again.setup.needed).toBe(true);
    expect(again.setup.secret).not.toBe(old);
    await expect(trial.administrator()).rejects.toMatchObject({ code: 'auth.spent-setup-link' });
  });

  it('does not choose a password that is guessed first', async () => {
    await using trial = await openTrialSite();
    for (const password of [
      'password',
      'Sakura2026!',
      '12345678',
      'ｐａｓｓｗｏｒｄ１',
      'P@ssw0rd99',
      'hosokawa-1',
      '工場工場工場工場',
    ]) {
      const wish = { login: 'hosokawa', name: '細川', password, language: 'ja' as const };
      const refused = trial.call(trial.browser(`10.0.0.${password.length}`), setUpAdministrator, {
        ...wish,
        setupSecret: trial.site.setup.secret!,
      });
      const code = await refused.then(
        () => 'accepted',
        (error) => error.code,
      );
      expect([password, code]).toEqual([password, expect.stringMatching(/^password\./)]);
    }
  });
});

describe('logging in', () => {
  it('answers the same to an unknown login, a wrong password and someone disabled', async () => {
    await using trial = await openTrialSite();
    const { person } = await trial.person({ login: 'sato', role: 'worker' });
    await trial.call(await trial.administrator(), changePerson, { id: person.id, disabled: true });
    const failures = [
      { login: 'ore-no-himitsu', password: longPassword },
      { login: 'boss', password: 'wrong wrong' },
      { login: 'sato', password: longPassword },
    ].map((input) =>
      trial.call(trial.browser(`10.0.0.${input.password.length}`), logIn, input).catch((error) => error),
    );
    for (const error of await Promise.all(failures)) {
      expect(isMusubiError(error) && [error.code, error.message, error.details]).toEqual([
        'auth.wrong-password',
        'login or password is wrong',
        {},
      ]);
    }
    const acts = await trial.records.entries({ limit: 9, act: 'login.refused' });
    expect(acts).toHaveLength(3);
    expect(JSON.stringify(acts)).not.toContain('himitsu');
  });

  it('recognises a login in any case and width', async () => {
    await using trial = await openTrialSite();
    await trial.administrator();
    const { person } = await trial.call(trial.browser(), logIn, {
      login: 'ＢＯＳＳ',
      password: longPassword,
    });
    expect(person.login).toBe('boss');
  });

  it('asks for an own password at the first log-in, and takes the first one only once', async () => {
    await using trial = await openTrialSite();
    const wish = { login: 'tanaka', name: '田中', role: 'worker', language: 'ja' } as const;
    const { firstPassword } = await trial.call(await trial.administrator(), addPerson, wish);
    const from = trial.browser();
    const first = { login: 'tanaka', password: firstPassword };
    await expect(trial.call(from, logIn, first)).rejects.toMatchObject({ code: 'login.new-password-needed' });
    await expect(trial.call(from, logIn, { ...first, newPassword: firstPassword })).rejects.toMatchObject({
      code: 'password.same',
    });
    expect(from.cookie).toBeUndefined();
    await trial.call(from, logIn, { ...first, newPassword: longPassword });
    expect((await trial.call(from, getMe, {})).person.login).toBe('tanaka');
    await expect(trial.call(from, logIn, first)).rejects.toMatchObject({ code: 'auth.wrong-password' });
  });

  it('takes a first password for fourteen days', async () => {
    await using trial = await openTrialSite();
    const wish = { login: 'tanaka', name: '田中', role: 'worker', language: 'ja' } as const;
    const { firstPassword: password } = await trial.call(await trial.administrator(), addPerson, wish);
    trial.clock.jumpWall(15 * 24 * HOUR_MS);
    const late = trial.call(trial.browser(), logIn, { login: 'tanaka', password, newPassword: longPassword });
    await expect(late).rejects.toMatchObject({ code: 'login.first-password-expired' });
  });

  it('slows down guessing on one device and leaves all others alone', async () => {
    await using trial = await openTrialSite();
    await trial.administrator();
    const thief = trial.browser('192.168.0.66');
    const codes = [];
    for (let i = 0; i < 10; i++) {
      codes.push(
        await trial.call(thief, logIn, { login: 'boss', password: `guess ${i}` }).catch(({ code }) => code),
      );
    }
    expect(codes).toEqual([...Array(3).fill('auth.wrong-password'), ...Array(7).fill('login.slow-down')]);
    const onThiefs = trial.call(thief, logIn, { login: 'boss', password: longPassword });
    await expect(onThiefs).rejects.toMatchObject({ code: 'login.slow-down', details: { seconds: 1 } });
    await trial.call(trial.browser('192.168.0.3'), logIn, { login: 'boss', password: longPassword });
    await trial.clock.advance(1_000);
    await trial.call(thief, logIn, { login: 'boss', password: longPassword });
  });

  it('keeps neither password nor cookie, only their hashes', async () => {
    await using trial = await openTrialSite();
    const { cookie } = await trial.administrator();
    const kept = JSON.stringify([
      await trial.records.list(passwordSecretRecord),
      await trial.records.list(sessionRecord),
      await trial.records.entries({ limit: 500 }),
    ]);
    expect(kept).toContain('$argon2id$v=19$m=');
    expect([kept.includes(longPassword), kept.includes(cookie!)]).toEqual([false, false]);
  });
});

describe('a session', () => {
  it('ends at log-out on the server, whoever kept the cookie', async () => {
    await using trial = await openTrialSite();
    const from = await trial.person({ login: 'sato', role: 'worker' });
    const kept = from.cookie!;
    await trial.call(from, logOut, {});
    expect([from.cookie, await trial.site.resolveSession(kept)]).toEqual([undefined, undefined]);
  });

  it('ends after 12 idle hours, and after 30 days of use', async () => {
    await using trial = await openTrialSite();
    const { cookie } = await trial.person({ login: 'sato', role: 'worker' });
    const isAlive = async () => (await trial.site.resolveSession(cookie!)) !== undefined;
    for (let hours = 0; hours < 30 * 24 - 11; hours += 11) {
      expect(await isAlive()).toBe(true);
      trial.clock.jumpWall(11 * HOUR_MS);
    }
    expect(await isAlive()).toBe(true);
    trial.clock.jumpWall(6 * HOUR_MS);
    expect(await isAlive()).toBe(false);
    const other = await trial.person({ login: 'ito', role: 'worker' });
    trial.clock.jumpWall(12 * HOUR_MS);
    expect(await trial.site.resolveSession(other.cookie!)).toBeUndefined();
  });

  it('survives a clock that is wrong for a while', async () => {
    await using trial = await openTrialSite();
    const { cookie } = await trial.person({ login: 'sato', role: 'worker' });
    for (const jump of [20 * 365 * 24 * HOUR_MS, -20 * 365 * 24 * HOUR_MS, -HOUR_MS]) {
      trial.clock.jumpWall(jump);
      await trial.site.resolveSession(cookie!);
    }
    expect(await trial.site.resolveSession(cookie!)).toBeDefined();
  });

  it('ends elsewhere when the password changes or the person is disabled', async () => {
    await using trial = await openTrialSite();
    const here = await trial.person({ login: 'sato', role: 'worker' });
    const there = trial.browser('192.168.0.5');
    await trial.call(there, logIn, { login: 'sato', password: longPassword });
    const wrong = trial.call(here, setMyPassword, { current: 'wrong wrong', next: 'もっと 長い 合言葉' });
    await expect(wrong).rejects.toMatchObject({ code: 'password.wrong-current' });
    await trial.call(here, setMyPassword, { current: longPassword, next: 'もっと 長い 合言葉' });
    expect(await trial.site.resolveSession(here.cookie!)).toMatchObject({ name: 'sato', role: 'worker' });
    expect(await trial.site.resolveSession(there.cookie!)).toBeUndefined();
    await trial.call(await trial.administrator(), changePerson, { id: here.person.id, disabled: true });
    expect(await trial.site.resolveSession(here.cookie!)).toBeUndefined();
  });
});

import { addPerson, changePerson, listPeople } from '@musubi/schema/api';
import { describe, expect, it } from 'vitest';
import { openTrialSite } from '../trial/trial-site.ts';

const DAY_MS = 86_400_000;

describe('people', () => {
  it('the last administrator stays, however they are asked to go', async () => {
    await using trial = await openTrialSite();
    const boss = await trial.administrator();
    const { id } = boss.person;
    const until = trial.clock.now() + DAY_MS;
    for (const wish of [{ disabled: true }, { role: 'worker' as const }, { endsAt: until }]) {
      await expect(trial.call(boss, changePerson, { id, ...wish })).rejects.toMatchObject({
        code: 'person.last-administrator',
      });
    }
    const second = await trial.person({ login: 'second', role: 'administrator' });
    const both = await Promise.allSettled([
      trial.call(boss, changePerson, { id, disabled: true }),
      trial.call(second, changePerson, { id: second.person.id, disabled: true }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('an adviser comes with an end and goes by it', async () => {
    await using trial = await openTrialSite();
    const boss = await trial.administrator();
    const wish = { login: 'adviser', name: '診断士', role: 'adviser', language: 'ja' } as const;
    await expect(trial.call(boss, addPerson, wish)).rejects.toMatchObject({
      code: 'person.adviser-needs-end',
    });
    const past = { ...wish, endsAt: trial.clock.now() };
    await expect(trial.call(boss, addPerson, past)).rejects.toMatchObject({ code: 'person.end-in-past' });
    const endsAt = trial.clock.now() + DAY_MS / 4;
    const adviser = await trial.person({ login: 'adviser', role: 'adviser', endsAt });
    expect(await trial.site.resolveSession(adviser.cookie!)).toMatchObject({ role: 'adviser', endsAt });
    trial.clock.jumpWall(DAY_MS / 4);
    expect(await trial.site.resolveSession(adviser.cookie!)).toBeUndefined();
    const { id } = adviser.person;
    await expect(trial.call(boss, changePerson, { id, endsAt: null })).rejects.toMatchObject({
      code: 'person.adviser-needs-end',
    });
  });

  it('a login belongs to one person, also when two are added at once', async () => {
    await using trial = await openTrialSite();
    const boss = await trial.administrator();
    const wish = { name: '佐藤', role: 'worker', language: 'ja' } as const;
    const added = await Promise.allSettled(
      ['sato', 'SATO', 'ｓａｔｏ'].map((login) => trial.call(boss, addPerson, { ...wish, login })),
    );
    expect(added.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await trial.call(boss, listPeople, {})).people.map(({ login }) => login).sort()).toEqual([
      'boss',
      'sato',
    ]);
  });

  it('a change takes hold at once, without a new log-in', async () => {
    await using trial = await openTrialSite();
    const { cookie, person } = await trial.person({ login: 'sato', role: 'leader' });
    await trial.call(await trial.administrator(), changePerson, {
      id: person.id,
      role: 'viewer',
      name: '佐藤 花',
    });
    expect(await trial.site.resolveSession(cookie!)).toMatchObject({ role: 'viewer', name: '佐藤 花' });
  });

  it('every change leaves its line in the audit log', async () => {
    await using trial = await openTrialSite();
    const boss = await trial.administrator();
    const { person } = await trial.person({ login: 'sato', role: 'worker' });
    const { firstPassword } = await trial.call(boss, changePerson, {
      id: person.id,
      role: 'leader',
      newPassword: true,
    });
    expect(firstPassword).toBeDefined();
    const acts = (await trial.records.entries({ limit: 50 })).map(({ act, actorName }) => [act, actorName]);
    expect(acts).toEqual([
      ['person.changed', '工場長'],
      ['login.done', 'sato'],
      ['person.added', '工場長'],
      ['setup.done', '工場長'],
    ]);
    expect(await trial.site.audit.verify()).toMatchObject({ intact: true, entries: 4 });
  });
});

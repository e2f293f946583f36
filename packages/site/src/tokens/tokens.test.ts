import { accessTokenRecord } from '@musubi/schema';
import { addToken, changePerson, listTokens, revokeToken } from '@musubi/schema/api';
import { describe, expect, it } from 'vitest';
import { openTrialSite } from '../trial/trial-site.ts';

describe('access tokens', () => {
  it('stand for their person, with the lesser role, until revoked', async () => {
    await using trial = await openTrialSite();
    const leader = await trial.person({ login: 'sato', role: 'leader' });
    const { secret, token } = await trial.call(leader, addToken, { name: '日報', role: 'viewer' });
    expect(secret).toMatch(/^mus_[\w-]{43}$/);
    expect(await trial.site.resolveToken(secret)).toMatchObject({
      personId: leader.person.id,
      role: 'viewer',
    });
    const kept = JSON.stringify(await trial.records.list(accessTokenRecord));
    expect(kept.includes(secret)).toBe(false);
    expect(JSON.stringify(await trial.call(leader, listTokens, {}))).not.toContain('tokenHash');
    await trial.call(leader, revokeToken, { id: token.id });
    expect(await trial.site.resolveToken(secret)).toBeUndefined();
  });

  it('can do no more than their person, also after the person can do less', async () => {
    await using trial = await openTrialSite();
    const leader = await trial.person({ login: 'sato', role: 'leader' });
    await expect(trial.call(leader, addToken, { name: 'x', role: 'administrator' })).rejects.toMatchObject({
      code: 'token.role-too-high',
    });
    const { secret } = await trial.call(leader, addToken, { name: 'x' });
    const boss = await trial.administrator();
    await trial.call(boss, changePerson, { id: leader.person.id, role: 'worker' });
    expect(await trial.site.resolveToken(secret)).toMatchObject({ role: 'worker' });
    await trial.call(boss, changePerson, { id: leader.person.id, disabled: true });
    expect(await trial.site.resolveToken(secret)).toBeUndefined();
  });

  it('expire, and are nobody else’s to revoke', async () => {
    await using trial = await openTrialSite();
    const sato = await trial.person({ login: 'sato', role: 'worker' });
    const ito = await trial.person({ login: 'ito', role: 'worker' });
    const expiresAt = trial.clock.now() + 60_000;
    const { secret, token } = await trial.call(sato, addToken, { name: 'x', expiresAt });
    await expect(trial.call(ito, revokeToken, { id: token.id })).rejects.toMatchObject({
      code: 'token.not-found',
    });
    trial.clock.jumpWall(60_000);
    expect(await trial.site.resolveToken(secret)).toBeUndefined();
    for (const foreign of ['', 'mus_', `mus_${'x'.repeat(43)}`, secret.slice(4)]) {
      expect(await trial.site.resolveToken(foreign)).toBeUndefined();
    }
  });
});

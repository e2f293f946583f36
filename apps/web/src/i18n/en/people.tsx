import type { ReactNode } from 'react';
import { plural } from './plural.ts';

export const people = {
  name: 'People',
  sentence: (c: {
    total: ReactNode;
    n: number;
    administrators: number;
    ending?: { name: ReactNode; date: string } | undefined;
  }) => (
    <>
      {c.total} {plural(c.n, 'person', 'people')} can log in, {c.administrators} as{' '}
      {plural(c.administrators, 'administrator')}.
      {c.ending && (
        <>
          {' '}
          The access of {c.ending.name} ends on {c.ending.date}.
        </>
      )}
    </>
  ),
  add: 'Add a person',
  person: 'Person',
  nameLabel: 'Name',
  login: 'Log-in name',
  role: 'Role',
  language: 'Language',
  endsAt: 'Access ends',
  never: 'never',
  state: 'State',
  active: 'can log in',
  disabled: 'locked out',
  ended: 'ended',
  roleHelp: {
    viewer: 'Looks, changes nothing.',
    worker: 'Works at a machine.',
    leader: 'Decides about devices, items and filters.',
    administrator: 'Everything, also people and backups.',
    adviser: 'Looks from outside, until an end date.',
  },
  endsHelp: 'From this day on the person cannot log in.',
  firstPasswordTitle: (name: string) => `First password of ${name}`,
  firstPasswordOnce: 'Shown only this once. It must be changed at the first log-in.',
  edit: 'Change',
  editTitle: (name: string) => `Change ${name}`,
  lock: 'Lock out',
  unlock: 'Let in again',
  lockTitle: (name: string) => `Lock ${name} out?`,
  lockWhat: 'All log-ins and tokens of this person end at once. What the person did stays in the audit.',
  newPassword: 'New first password',
  newPasswordTitle: (name: string) => `Give ${name} a new first password?`,
  newPasswordWhat: 'The present password stops working and all log-ins of this person end.',
  added: (name: string) => `${name} can log in now.`,
  tokens: 'Access tokens',
  tokensSentence: (c: { count: ReactNode; n: number }) =>
    c.n === 0 ? (
      <>No script has access in your name.</>
    ) : (
      <>
        {c.count} {plural(c.n, 'token gives', 'tokens give')} scripts access in your name.
      </>
    ),
  tokensGloss:
    'A token is a password for a script: it can do what you can, or less, and is revoked by itself.',
  addToken: 'Make a token',
  tokenName: 'What is it for?',
  tokenRole: 'What may it do?',
  tokenEnds: 'Valid until',
  tokenSecret: 'The token',
  tokenOnce: 'Shown only this once. Put it where the script reads it.',
  lastUsed: 'Last used',
  revoke: 'Revoke',
  revoked: 'revoked',
  revokeTitle: (name: string) => `Revoke «${name}»?`,
  revokeWhat: 'Scripts with this token are refused at once. Nothing stored changes.',
  revokedDone: (name: string) => `${name} is revoked.`,
  tokensEmptyTitle: 'No token yet',
  tokensEmptyWhy: 'Make one when a script or another program shall read or write through Musubi.',
  me: 'My settings',
  meSentence: (name: string, role: string) => `You are ${name}, ${role}.`,
  password: 'Password',
  current: 'Present password',
  next: 'New password',
  changePassword: 'Change password',
  passwordChanged: 'Password changed. Your other log-ins have ended.',
};

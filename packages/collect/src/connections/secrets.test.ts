import { expect, it } from 'vitest';
import { z } from 'zod';
import { SECRET } from '../connector.ts';
import { MASK, maskSecrets, unmaskSecrets } from './secrets.ts';

const schema = z.object({
  address: z.string(),
  password: z.string().meta(SECRET).optional(),
  proxy: z.object({ token: z.string().meta(SECRET) }).optional(),
  users: z.array(z.object({ name: z.string(), pin: z.string().meta(SECRET).default('') })).default([]),
});

const settings = {
  address: 'host',
  password: 'hidden',
  proxy: { token: 't' },
  users: [
    { name: 'a', pin: '1' },
    { name: 'b', pin: '' },
  ],
};

it('masks every secret that is set, and nothing else', () => {
  expect(maskSecrets(schema, settings)).toEqual({
    address: 'host',
    password: MASK,
    proxy: { token: MASK },
    users: [
      { name: 'a', pin: MASK },
      { name: 'b', pin: '' },
    ],
  });
  expect(settings.password).toBe('hidden');
});

it('keeps a secret whose mask comes back, and takes a new one', () => {
  expect(unmaskSecrets(schema, { ...maskSecrets(schema, settings), address: 'new' }, settings)).toEqual({
    ...settings,
    address: 'new',
  });
  expect(unmaskSecrets(schema, { address: 'x', password: 'other' }, settings)).toEqual({
    address: 'x',
    password: 'other',
  });
});

it('never takes the mask itself for a secret', () => {
  expect(unmaskSecrets(schema, { address: 'x', password: MASK }, {})).toEqual({ address: 'x' });
});

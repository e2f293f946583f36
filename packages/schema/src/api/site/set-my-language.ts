import { z } from 'zod';
import { language } from '../../names.ts';
import { person } from '../../person.ts';
import { defineContract } from '../contract.ts';

export const setMyLanguage = defineContract({
  name: 'set-my-language',
  method: 'PUT',
  path: '/api/me/language',
  access: 'viewer',
  summary: 'Choose the language of my screens',
  own: true,
  input: z.object({ language }),
  output: z.object({ person }),
});

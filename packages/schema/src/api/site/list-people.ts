import { z } from 'zod';
import { person } from '../../person.ts';
import { defineContract } from '../contract.ts';

export const listPeople = defineContract({
  name: 'list-people',
  method: 'GET',
  path: '/api/people',
  access: 'administrator',
  summary: 'All people who may log in',
  input: z.object({}),
  output: z.object({ people: z.array(person) }),
});

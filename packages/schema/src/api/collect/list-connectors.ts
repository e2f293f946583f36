import { z } from 'zod';
import { identifier } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const listConnectors = defineContract({
  name: 'list-connectors',
  method: 'GET',
  path: '/api/connectors',
  access: 'viewer',
  summary: 'The kinds of connection, each with the JSON Schema of its settings',
  input: z.object({}),
  output: z.object({
    connectors: z.array(
      z.object({
        name: identifier,
        title: z.object({ ja: z.string(), en: z.string() }),
        summary: z.object({ ja: z.string(), en: z.string() }),
        settings: z.record(z.string(), z.unknown()),
        capabilities: z.array(z.enum(['browse', 'read-history', 'write', 'test'])),
        addable: z.boolean(),
      }),
    ),
  }),
});

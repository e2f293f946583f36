import { z } from 'zod';
import { connection, connectionHealth } from '../../connection.ts';
import { defineContract } from '../contract.ts';

export const listConnections = defineContract({
  name: 'list-connections',
  method: 'GET',
  path: '/api/connections',
  access: 'viewer',
  summary: 'Connections with their health; secrets in settings are masked',
  input: z.object({}),
  output: z.object({ connections: z.array(z.object({ connection, health: connectionHealth })) }),
});

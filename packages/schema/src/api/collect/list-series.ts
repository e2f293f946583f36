import { z } from 'zod';
import { identifier } from '../../names.ts';
import { series } from '../../series.ts';
import { defineContract } from '../contract.ts';

export const listSeries = defineContract({
  name: 'list-series',
  method: 'GET',
  path: '/api/series',
  access: 'viewer',
  summary: 'All series',
  input: z.object({ deviceId: identifier.optional() }),
  output: z.object({ series: z.array(series) }),
});

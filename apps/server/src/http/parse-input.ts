import { MusubiError } from '@musubi/base';
import type { ApiContract } from '@musubi/schema/api';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';

/** The contract's input out of path, query and body, checked by its schema. */
export function parseInput(contract: ApiContract, request: FastifyRequest): unknown {
  const fromQuery = contract.method === 'GET' || contract.method === 'DELETE' || contract.upload === true;
  const rest = fromQuery ? request.query : (request.body ?? {});
  if (typeof rest !== 'object' || Array.isArray(rest)) {
    throw new MusubiError('caller', 'request.invalid', 'the body is not an object', {
      details: { problems: ['body'] },
    });
  }
  const result = contract.input.safeParse({ ...rest, ...(request.params as object) });
  if (result.success) return result.data;
  throw new MusubiError('caller', 'request.invalid', `invalid input of ${contract.name}`, {
    details: { problems: result.error.issues.slice(0, 10).map(problem) },
  });
}

function problem(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.') || 'input'}: ${issue.message}`;
}

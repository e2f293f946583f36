import { type ApiContract, apiFailure } from '@musubi/schema/api';
import { z } from 'zod';
import { needsPerson } from './check-access.ts';

type Json = Record<string, unknown>;

/** OpenAPI 3.1 of all contracts, printed from their schemas. */
export function openApi(contracts: readonly ApiContract[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const contract of [...contracts].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const path = contract.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operation(contract) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Musubi', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas: { Failure: jsonSchema(apiFailure, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Access token of a person (musubi token add)' },
        device: { type: 'http', scheme: 'basic', description: 'Device id and secret' },
      },
    },
  };
}

function operation(contract: ApiContract): Json {
  const input = jsonSchema(contract.input, 'input');
  const inPath = [...contract.path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
  const inQuery = contract.method === 'GET' || contract.method === 'DELETE' || contract.upload === true;
  const properties = (input.properties ?? {}) as Record<string, Json>;
  const required = new Set((input.required ?? []) as string[]);
  const parameter = (name: string) => ({
    name,
    in: inPath.includes(name) ? 'path' : 'query',
    required: inPath.includes(name) || required.has(name),
    schema: properties[name] ?? {},
  });
  const names = inQuery ? [...new Set([...inPath, ...Object.keys(properties)])] : inPath;
  return {
    operationId: contract.name,
    summary: contract.summary,
    tags: [contract.path.split('/')[2]],
    'x-access': contract.access,
    security: security(contract),
    parameters: names.map(parameter),
    ...(inQuery ? {} : { requestBody: requestBody(withoutMembers(input, inPath)) }),
    ...(contract.upload
      ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } }
      : {}),
    responses: {
      200: { description: 'Done', content: answerContent(contract) },
      default: {
        description: 'Failed; the code says why',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
      },
    },
  };
}

function security({ access }: ApiContract): Json[] {
  if (access === 'device') return [{ device: [] }];
  return needsPerson(access) ? [{ token: [] }] : [];
}

function requestBody(schema: Json): Json {
  return { required: true, content: { 'application/json': { schema } } };
}

function answerContent(contract: ApiContract): Json {
  if (contract.stream) return Object.fromEntries(contract.stream.map((type) => [type, {}]));
  return { 'application/json': { schema: jsonSchema(contract.output, 'output') } };
}

function withoutMembers(schema: Json, names: readonly string[]): Json {
  const properties = Object.entries((schema.properties ?? {}) as Json).filter(
    ([name]) => !names.includes(name),
  );
  const required = ((schema.required ?? []) as string[]).filter((name) => !names.includes(name));
  return {
    ...schema,
    ...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

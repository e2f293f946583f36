import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as api from './index.ts';

const contracts: api.ApiContract[] = Object.values(api as Record<string, unknown>).filter(api.isContract);

describe('the HTTP contracts', () => {
  it('are there', () => {
    expect(contracts.length).toBeGreaterThan(40);
  });

  it('are each the only one of their name and of their method and path', () => {
    expect(new Set(contracts.map(({ name }) => name)).size).toBe(contracts.length);
    expect(new Set(contracts.map(({ method, path }) => `${method} ${path}`)).size).toBe(contracts.length);
  });

  it.each(contracts.map((contract) => [contract.name, contract] as const))(
    '%s names its path members in its input',
    (_, contract) => {
      const members = [...contract.path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
      if (members.length === 0) return;
      expect(contract.input).toBeInstanceOf(z.ZodObject);
      expect(Object.keys((contract.input as z.ZodObject).shape)).toEqual(expect.arrayContaining(members));
    },
  );

  it.each(contracts.map((contract) => [contract.name, contract] as const))(
    '%s can be printed as JSON Schema',
    (_, contract) => {
      expect(() => z.toJSONSchema(contract.input, { io: 'input' })).not.toThrow();
      expect(() => z.toJSONSchema(contract.output)).not.toThrow();
    },
  );

  it('change nothing by a GET and never let a stranger change anything but log in, enrol or set up', () => {
    const open = contracts
      .filter(({ method, access }) => method !== 'GET' && access === 'anyone')
      .map(({ name }) => name);
    expect(open.sort()).toEqual(['enrol-device', 'log-in']);
  });
});

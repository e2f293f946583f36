import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createConnectors } from './registry.ts';

const connectors = createConnectors();

describe('the register of connectors', () => {
  it('has one entry for each folder, named alike', () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(Object.keys(connectors).sort()).toEqual(folders.map(({ name }) => name).sort());
    for (const [name, connector] of Object.entries(connectors)) expect(connector.name).toBe(name);
  });

  it.each(Object.values(connectors))('$name explains itself in both languages', (connector) => {
    const schema = z.toJSONSchema(connector.settings, { io: 'input' }) as {
      properties: Record<string, { title?: { ja?: string; en?: string }; description?: string }>;
    };
    for (const text of [connector.title, connector.summary]) expect(text.ja && text.en).toBeTruthy();
    for (const [name, member] of Object.entries(schema.properties)) {
      expect([name, Boolean(member.title?.ja && member.title.en && member.description)]).toEqual([
        name,
        true,
      ]);
    }
    expect('replay' in connector).toBe(true);
    expect('test' in connector).toBe(connector.addable);
  });
});

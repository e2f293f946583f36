import { camelCase, insertBefore, writeNewFile } from './write-new-file.mjs';

const REGISTRY = 'packages/collect/src/connectors/registry.ts';

/** Writes a connector's folder and its line in the registry; answers the files touched. */
export function newConnector(name) {
  const create = `create${camelCase(name, true)}`;
  return [
    writeNewFile(`packages/collect/src/connectors/${name}/connector.ts`, connectorText(name, create)),
    insertBefore(REGISTRY, /\n\/\*\* Every way in/, `import { ${create} } from './${name}/connector.ts';\n`),
    insertBefore(REGISTRY, /^ {2}\};?$/m, `    '${name}': ${create}(),\n`),
  ];
}

/** A connector that polls: it compiles, is listed and has its form; what it asks of the source is still to be said. */
function connectorText(name, create) {
  const settings = `${camelCase(name)}Settings`;
  return `import { BatchBuilder } from '@musubi/schema';
import { z } from 'zod';
import { type ConnectorContext, defineConnector } from '../../connector.ts';

export const ${settings} = z.object({
  address: z.string().min(1).describe('Host name or address of the source'),
  everyMs: z.number().int().min(100).default(1_000).describe('Milliseconds between two readings'),
});

/** What the source says now, by key. */
async function readSource(_address: string, _signal: AbortSignal): Promise<Record<string, number>> {
  return {};
}

export function ${create}() {
  return defineConnector({
    name: '${name}',
    title: { ja: '${name}', en: '${name}' },
    summary: { ja: '${name} から読みます。', en: 'Reads from ${name}.' },
    settings: ${settings},
    addable: true,
    async run(settings: z.output<typeof ${settings}>, context: ConnectorContext, signal: AbortSignal) {
      const device = context.ownDevice(settings.address, settings.address);
      while (!signal.aborted) {
        const values = await readSource(settings.address, signal);
        context.connected();
        const now = context.clock.now();
        const batch = new BatchBuilder();
        for (const [key, value] of Object.entries(values)) {
          batch.addNumber(device.series(key, { kind: 'number', expectedEveryMs: settings.everyMs }), now, now, value);
        }
        if (batch.length > 0) await context.emit(batch.take(), device);
        await context.clock.sleep(settings.everyMs, signal);
      }
    },
  });
}
`;
}

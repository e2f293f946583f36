import { camelCase, insertBefore, writeNewFile } from './write-new-file.mjs';

const INDEX = 'packages/schema/src/api/index.ts';

/** Writes `api/<domain>/<name>.ts` and its line in the list of contracts; answers the files touched. */
export function newContract(domainAndName) {
  const [, name] = domainAndName.split('/');
  return [
    writeNewFile(`packages/schema/src/api/${domainAndName}.ts`, contractText(name)),
    insertBefore(INDEX, /export \* from '\.\/contract\.ts'/, `export * from './${domainAndName}.ts';\n`),
  ];
}

function contractText(name) {
  const words = name.replaceAll('-', ' ');
  return `import { z } from 'zod';
import { defineContract } from '../contract.ts';

export const ${camelCase(name)} = defineContract({
  name: '${name}',
  method: 'GET',
  path: '/api/${name}',
  access: 'viewer',
  summary: '${words[0].toUpperCase()}${words.slice(1)}',
  input: z.object({}),
  output: z.object({}),
});
`;
}

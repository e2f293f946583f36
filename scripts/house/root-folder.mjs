import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const rootFolder = fileURLToPath(new URL('../..', import.meta.url));

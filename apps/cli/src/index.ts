export { type CliEffects, runCli } from './run-cli.ts';

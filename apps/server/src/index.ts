export { type RestoreWish, restoreBackup } from '@musubi/site';
export { explainConfig, helpText } from './config/explain.ts';
export { type ReadConfig, readConfig } from './config/read-config.ts';
export type { Config } from './config/settings.ts';
export { examine, type Finding } from './doctor/examine.ts';
export type { Effects } from './effects.ts';
export { type Running, startMusubi } from './start-musubi.ts';

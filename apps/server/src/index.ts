export { explainConfig, helpText } from './config/explain.ts';
export { readConfig } from './config/read-config.ts';
export type { Config } from './config/settings.ts';
export { examine, type Finding } from './doctor/examine.ts';

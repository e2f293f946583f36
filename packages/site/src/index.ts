export { type ChainFindings, verifyChain } from './audit/verify-chain.ts';
export type { Backups } from './backup/backups.ts';
export type { Manifest } from './backup/manifest.ts';
export { type RestoreWish, restoreBackup } from './backup/restore-backup.ts';
export type { OpenScratch } from './backup/verify-backup.ts';
export type { Certificates, LoadedCertificate } from './certificates/certificates.ts';
export { openSite, type Site, type SiteOptions } from './open-site.ts';

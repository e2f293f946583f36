export { type ChainFindings, verifyChain } from './audit/verify-chain.ts';
export type { Certificates, LoadedCertificate } from './certificates/certificates.ts';
export { openSite, type Site, type SiteOptions } from './open-site.ts';

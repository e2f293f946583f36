export { type AuditHead, auditHash, EMPTY_AUDIT } from './audit-chain.ts';
export type { DocumentStore } from './documents.ts';
export { GatedSeries } from './gated-series.ts';
export type { Purpose, ReadDecision, Reader, ReadGate, ReadRequest } from './read-gate.ts';
export type { AuditLog, RecordKeeper, RecordStore } from './records.ts';
export type {
  AppendResult,
  BatchOrigin,
  BucketAnswer,
  BucketColumns,
  BucketQuery,
  Grain,
  Selection,
  SeriesKeeper,
  SeriesReader,
  SeriesStats,
  SeriesStore,
  SeriesWriter,
  SetAside,
  StoredOrigin,
  TimeSpan,
} from './series.ts';

export type { DocumentStore } from './documents.ts';
export { GatedSeries } from './gated-series.ts';
export type { Purpose, ReadDecision, Reader, ReadGate, ReadRequest } from './read-gate.ts';
export {
  type AuditDraft,
  type AuditLog,
  type Change,
  type ListQuery,
  put,
  type RecordKeeper,
  type RecordReader,
  type RecordStore,
  type RecordWriter,
  remove,
  type Stored,
} from './records.ts';
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

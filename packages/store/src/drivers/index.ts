export { type DuckdbSeriesOptions, openDuckdbSeries } from './duckdb/duckdb-series.ts';
export { openFileDocuments } from './files/file-documents.ts';
export { memoryDocuments } from './memory/memory-documents.ts';
export { memoryRecords } from './memory/memory-records.ts';
export { memorySeries } from './memory/memory-series.ts';
export { openSqliteRecords, type SqliteRecordsOptions } from './sqlite/sqlite-records.ts';

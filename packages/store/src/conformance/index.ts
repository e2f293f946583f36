export { type OpenDocuments, testDocumentStore } from './documents.ts';
export { type OpenRecords, testRecordStore } from './records.ts';
export { testSeriesStore } from './series.ts';

import { testRecordStore } from '../../conformance/records.ts';
import { memoryRecords } from './memory-records.ts';

testRecordStore('memory', async ({ folder, clock }) => memoryRecords({ clock, from: folder }), {
  durable: false,
});

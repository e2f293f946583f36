import { silentLog } from '@musubi/base';
import { testRecordStore } from '../../conformance/records.ts';
import { openSqliteRecords } from './sqlite-records.ts';

testRecordStore('SQLite', ({ folder, clock }) => openSqliteRecords({ folder, clock, log: silentLog }));

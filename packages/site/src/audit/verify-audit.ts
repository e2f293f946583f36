import { mount, verifyAudit } from '@musubi/schema/api';
import type { AuditLog } from '@musubi/store';
import { verifyLog } from './verify-log.ts';

export const verifyAuditHandler = (log: AuditLog) => mount(verifyAudit, () => verifyLog(log));

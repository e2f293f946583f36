import { listAudit, mount } from '@musubi/schema/api';
import type { AuditLog } from '@musubi/store';

export const listAuditHandler = (log: AuditLog) =>
  mount(listAudit, async ({ before, limit, act }) => {
    const found = await log.entries({
      limit: limit + 1,
      ...(before === undefined ? {} : { before }),
      ...(act === undefined ? {} : { act }),
    });
    return { entries: found.slice(0, limit), more: found.length > limit };
  });

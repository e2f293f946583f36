import { logOut, mount } from '@musubi/schema/api';
import { actedBy, personOf } from '../audit/acted-by.ts';
import type { SiteParts } from '../site-parts.ts';

export const logOutHandler = ({ records, sessions }: SiteParts) =>
  mount(logOut, async (_input, context) => {
    const caller = personOf(context);
    const ended = caller.sessionId === undefined ? [] : [sessions.end(caller.sessionId)];
    await records.writeAudited(ended, actedBy(caller, { act: 'logout.done', target: caller.personId }));
    context.session.end();
    return {};
  });

import { getMe, mount } from '@musubi/schema/api';
import { personOf } from '../audit/acted-by.ts';
import type { SiteParts } from '../site-parts.ts';

export const getMeHandler = ({ people, sessions }: SiteParts) =>
  mount(getMe, async (_input, context) => {
    const caller = personOf(context);
    const { value: person } = await people.stored(caller.personId);
    const csrf = caller.sessionId && (await sessions.csrfOf(caller.sessionId));
    return { person, ...(csrf ? { csrf } : {}) };
  });

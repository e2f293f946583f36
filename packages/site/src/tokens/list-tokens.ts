import { accessTokenRecord } from '@musubi/schema';
import { listTokens, mount } from '@musubi/schema/api';
import { personOf } from '../audit/acted-by.ts';
import type { SiteParts } from '../site-parts.ts';

export const listTokensHandler = ({ records }: SiteParts) =>
  mount(listTokens, async (_input, context) => {
    const { personId } = personOf(context);
    const stored = await records.list(accessTokenRecord, { where: { personId } });
    return { tokens: stored.map(({ value: { tokenHash: _, ...token } }) => token) };
  });

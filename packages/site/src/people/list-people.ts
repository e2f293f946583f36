import { listPeople, mount } from '@musubi/schema/api';
import type { SiteParts } from '../site-parts.ts';

export const listPeopleHandler = ({ people }: SiteParts) =>
  mount(listPeople, async () => ({ people: (await people.all()).map(({ value }) => value) }));

import { personRecord, put } from '@musubi/schema';
import { mount, setMyLanguage } from '@musubi/schema/api';
import { actedBy, personOf } from '../audit/acted-by.ts';
import type { SiteParts } from '../site-parts.ts';

export const setMyLanguageHandler = ({ people, records }: SiteParts) =>
  mount(setMyLanguage, async ({ language }, context) => {
    const caller = personOf(context);
    return people.inTurn(async () => {
      const { value, revision } = await people.stored(caller.personId);
      const person = { ...value, language };
      const line = actedBy(caller, { act: 'language.changed', target: person.id, details: { language } });
      await records.writeAudited([put(personRecord, person.id, person, revision)], line);
      return { person };
    });
  });

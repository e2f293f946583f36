import type { Clock, Log } from '@musubi/base';
import type { RecordStore } from '@musubi/store';
import type { LogInPace } from './log-in/log-in-pace.ts';
import type { Passwords } from './log-in/passwords.ts';
import type { Sessions } from './log-in/sessions.ts';
import type { SetupLink } from './log-in/setup-link.ts';
import type { People } from './people/people.ts';

/** What the handlers of people, log-in and tokens share. */
export interface SiteParts {
  records: RecordStore;
  clock: Clock;
  log: Log;
  passwords: Passwords;
  pace: LogInPace;
  sessions: Sessions;
  people: People;
  setupLink: SetupLink;
}

import type { Words } from '../words.ts';
import { acts } from './acts.tsx';
import { audit } from './audit.tsx';
import { backups } from './backups.tsx';
import { connections } from './connections.tsx';
import { devices } from './devices.tsx';
import { explore } from './explore.tsx';
import { files } from './files.tsx';
import { filters } from './filters.tsx';
import { frame } from './frame.tsx';
import { items } from './items.tsx';
import { machines } from './machines.tsx';
import { people } from './people.tsx';
import { setup } from './setup.tsx';
import { site } from './site.tsx';
import { states } from './states.tsx';
import { unreadable } from './unreadable.tsx';

export const ja: Words = {
  acts,
  audit,
  backups,
  connections,
  devices,
  explore,
  files,
  filters,
  frame,
  items,
  machines,
  people,
  setup,
  site,
  states,
  unreadable,
};

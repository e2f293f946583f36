import type { Clock, Log } from '@musubi/base';
import type { Identity, MountedContract } from '@musubi/schema/api';
import type { DocumentStore, ReadGate, RecordStore, SeriesKeeper } from '@musubi/store';
import { listAuditHandler } from './audit/list-audit.ts';
import { verifyAuditHandler } from './audit/verify-audit.ts';
import type { ChainFindings } from './audit/verify-chain.ts';
import { verifyLog } from './audit/verify-log.ts';
import { type Backups, openBackups } from './backup/backups.ts';
import { getBackupKeyHandler } from './backup/get-backup-key.ts';
import { listBackupsHandler } from './backup/list-backups.ts';
import { startBackupHandler } from './backup/start-backup.ts';
import type { OpenScratch } from './backup/verify-backup.ts';
import { type Certificates, openCertificates } from './certificates/certificates.ts';
import type { Argon2Cost } from './log-in/argon2id.ts';
import { logInHandler } from './log-in/log-in.ts';
import { LogInPace } from './log-in/log-in-pace.ts';
import { logOutHandler } from './log-in/log-out.ts';
import { openPasswords } from './log-in/passwords.ts';
import { Sessions } from './log-in/sessions.ts';
import { setMyPasswordHandler } from './log-in/set-my-password.ts';
import { setUpAdministratorHandler } from './log-in/set-up-administrator.ts';
import { openSetupLink, type SetupLink } from './log-in/setup-link.ts';
import { addPersonHandler } from './people/add-person.ts';
import { changePersonHandler } from './people/change-person.ts';
import { getMeHandler } from './people/get-me.ts';
import { listPeopleHandler } from './people/list-people.ts';
import { peopleOf } from './people/people.ts';
import { setMyLanguageHandler } from './people/set-my-language.ts';
import { HouseholdGate } from './rights/household-gate.ts';
import type { SiteParts } from './site-parts.ts';
import { tokenResolver } from './tokens/access-tokens.ts';
import { addTokenHandler } from './tokens/add-token.ts';
import { listTokensHandler } from './tokens/list-tokens.ts';
import { revokeTokenHandler } from './tokens/revoke-token.ts';

export interface SiteOptions {
  records: RecordStore;
  series: SeriesKeeper;
  documents: DocumentStore;
  clock: Clock;
  log: Log;
  /** `scratch` is best on the same disk as the data: backups then link what never changes. */
  folders: { keys: string; backups: string; scratch: string };
  /** Opens a restored data folder, to verify a backup. */
  openScratch: OpenScratch;
  /** How many good backups stay. */
  keepBackups?: number;
  /** Tests only: what a password's hash costs. */
  passwordCost?: Argon2Cost;
}

/** The installation itself: who may come in, what was done, what is kept safe. */
export interface Site {
  /** All contracts of `api/site/` but those about the running program: set-up state, installation, demo. */
  handlers(): MountedContract[];
  readonly gate: ReadGate;
  /** Who a session cookie stands for right now. */
  resolveSession(secret: string): Promise<Identity | undefined>;
  /** Who an access token stands for right now. */
  resolveToken(secret: string): Promise<Identity | undefined>;
  readonly setup: Pick<SetupLink, 'needed' | 'secret'>;
  readonly certificates: Certificates;
  readonly backups: Backups;
  readonly audit: { verify(): Promise<ChainFindings> };
}

export async function openSite(options: SiteOptions): Promise<Site> {
  const { records, clock, log } = options;
  const people = peopleOf(records);
  const parts: SiteParts = {
    records,
    clock,
    log,
    people,
    passwords: await openPasswords(options.passwordCost),
    pace: new LogInPace(clock),
    sessions: new Sessions({ records, people, clock, log }),
    setupLink: await openSetupLink(records, people, clock),
  };
  const { folders, keepBackups: keep, ...rest } = options;
  const backups = await openBackups({ ...rest, folders, ...(keep === undefined ? {} : { keep }) });
  return {
    handlers: () => [...handlersOf(parts), ...backupHandlersOf(parts, backups)],
    backups,
    gate: new HouseholdGate(people, clock),
    resolveSession: (secret) => parts.sessions.resolve(secret),
    resolveToken: tokenResolver({ records, people, clock, log }),
    setup: parts.setupLink,
    certificates: openCertificates({ folder: folders.keys, clock, log }),
    audit: { verify: () => verifyLog(records) },
  };
}

function handlersOf(parts: SiteParts): MountedContract[] {
  return [
    setUpAdministratorHandler(parts),
    logInHandler(parts),
    logOutHandler(parts),
    setMyPasswordHandler(parts),
    getMeHandler(parts),
    setMyLanguageHandler(parts),
    listPeopleHandler(parts),
    addPersonHandler(parts),
    changePersonHandler(parts),
    listTokensHandler(parts),
    addTokenHandler(parts),
    revokeTokenHandler(parts),
    listAuditHandler(parts.records),
    verifyAuditHandler(parts.records),
  ];
}

function backupHandlersOf(parts: SiteParts, backups: Backups): MountedContract[] {
  return [
    startBackupHandler(backups),
    listBackupsHandler(backups, parts.records),
    getBackupKeyHandler(parts, backups),
  ];
}

import type { Command } from '../command.ts';
import { audit } from './audit.ts';
import { backup } from './backup.ts';
import { config } from './config.ts';
import { doctor } from './doctor.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { login } from './login.ts';
import { query } from './query.ts';
import { replay } from './replay.ts';
import { restore } from './restore.ts';
import { token } from './token.ts';
import { user } from './user.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  query,
  exportCommand,
  importCommand,
  replay,
  user,
  token,
  login,
  audit,
  backup,
  restore,
  config,
  doctor,
];

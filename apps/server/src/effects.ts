import type { Clock, Log, Random } from '@musubi/base';

/** The world the product runs in. */
export interface Effects {
  clock: Clock;
  random: Random;
  log: Log;
  /** One line on the terminal. */
  print(line: string): void;
  /** Someone looks at the terminal: a QR code makes sense there. */
  isTerminal?: boolean;
  /** Where the built screens lie. */
  webFolder: string;
  /** Tests only: every answer is checked against its contract. */
  checkOutputs?: boolean;
}

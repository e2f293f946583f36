import type { Role } from '@musubi/schema';

const rank: Readonly<Record<Role, number>> = {
  viewer: 0,
  adviser: 0,
  worker: 1,
  leader: 2,
  administrator: 3,
};

/** Whether a screen offers an act to a role. The server decides; the screen only does not offer what it would refuse. */
export function may(role: Role, least: Role): boolean {
  return rank[role] >= rank[least];
}

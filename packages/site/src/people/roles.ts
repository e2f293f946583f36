import type { Role } from '@musubi/schema';

/** An adviser reads like a viewer. */
const RANK: Readonly<Record<Role, number>> = {
  viewer: 0,
  adviser: 0,
  worker: 1,
  leader: 2,
  administrator: 3,
};

/** Whether `role` may do no more than `other`. */
export function isAtMost(role: Role, other: Role): boolean {
  return RANK[role] <= RANK[other];
}

/** The lesser of two roles; an adviser stays one. */
export function leastRole(a: Role, b: Role): Role {
  if (a === 'adviser' || b === 'adviser') return 'adviser';
  return isAtMost(a, b) ? a : b;
}

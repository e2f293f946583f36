import type { Role } from '@musubi/schema';
import { may } from './may.ts';
import { useApi } from './use-api.ts';

/** Who is logged in; undefined only before the frame is shown. */
export function useMe() {
  return useApi('getMe', {}).data?.person;
}

/** Whether the person here may do what needs at least this role. */
export function useMay(least: Role): boolean {
  const me = useMe();
  return me ? may(me.role, least) : false;
}

import * as api from '@musubi/schema/api';
import { type ApiContract, isContract } from '@musubi/schema/api';

/** Every contract of the product. */
export const allContracts: readonly ApiContract[] = Object.values(api as Record<string, unknown>).filter(
  isContract,
);

import type { ConnectionHealth as Health } from '@musubi/schema';

export type { QualityName, Role, ValueKind } from '@musubi/schema';
export type ConnectionHealth = Health['state'];
export type DeviceLife = 'receiving' | 'silent' | 'never' | 'revoked';

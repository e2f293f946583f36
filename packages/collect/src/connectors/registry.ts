import type { ConnectorEffects } from '../connector.ts';
import { createHttp } from './http/connector.ts';

/** Every way in, by its folder's name: adding one adds one line here. */
export function createConnectors(_effects: ConnectorEffects = {}) {
  return {
    http: createHttp(),
  };
}

export type Connectors = ReturnType<typeof createConnectors>;

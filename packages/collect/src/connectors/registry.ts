import type { ConnectorEffects } from '../connector.ts';
import { file } from './file/connector.ts';
import { createHttp } from './http/connector.ts';
import { mqtt } from './mqtt/connector.ts';
import { createMqttBroker } from './mqtt-broker/connector.ts';
import { shdr } from './shdr/connector.ts';

/** Every way in, by its folder's name: adding one adds one line here. */
export function createConnectors(effects: ConnectorEffects = {}) {
  return {
    'mqtt-broker': createMqttBroker(effects),
    mqtt,
    http: createHttp(),
    shdr,
    file,
  };
}

export type Connectors = ReturnType<typeof createConnectors>;

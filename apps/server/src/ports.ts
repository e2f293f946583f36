import { isLoopback } from './addresses.ts';
import type { ReadConfig } from './config/read-config.ts';
import type { SettingName } from './config/settings.ts';
import { freePort } from './http/free-port.ts';

/** The ports this run really uses. */
export interface Ports {
  https: number;
  http: number;
  mqttTls: number;
  mqtt: number;
  /** Defaults that were taken by others, and what was used instead. */
  moved: readonly { from: number; to: number }[];
}

/** A port that someone chose is that one or an error; a default gives way to the next free one. */
export async function choosePorts({ config, origins }: ReadConfig): Promise<Ports> {
  const moved: { from: number; to: number }[] = [];
  const choose = async (name: SettingName & `${string}Port`, host: string) => {
    const wanted = config[name];
    const port = await freePort(host, wanted, origins[name].from !== 'default');
    if (port !== wanted && wanted !== 0) moved.push({ from: wanted, to: port });
    return port;
  };
  const mqttHost = config.mqttPlainOnLan && !isLoopback(config.host) ? config.host : '127.0.0.1';
  return {
    https: await choose('httpsPort', config.host),
    http: await choose('httpPort', config.host),
    mqttTls: await choose('mqttTlsPort', config.host),
    mqtt: await choose('mqttPort', mqttHost),
    moved,
  };
}

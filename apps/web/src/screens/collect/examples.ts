import type { CallOutput } from '../../client.ts';

type Mqtt = CallOutput<'getInstallation'>['mqtt'];

export interface Access {
  /** Where the screens and the HTTP door are, as this browser reached them. */
  origin: string;
  trustAddress: string | undefined;
  mqtt: Mqtt;
  user: string;
  secret: string;
}

const SAMPLE = '{"temperature": 21.5, "running": true}';

/** Host and port of an MQTT address, with the defaults of its scheme. */
function hostOf(address: string, fallbackPort: number): { host: string; port: number } {
  const bare = address.replace(/^\w+:\/\//, '').replace(/\/.*$/, '');
  const [, host = bare, port] = /^(.*?)(?::(\d+))?$/.exec(bare) ?? [];
  return { host, port: port ? Number(port) : fallbackPort };
}

/** How a first test reaches the broker: plain on this PC if it is open there, else by TLS with the installation's own CA. */
function mqttWay({ mqtt, origin }: Access) {
  const isHere = ['localhost', '127.0.0.1'].includes(new URL(origin).hostname);
  if (mqtt.plainAddress && (mqtt.plainOnLan || isHere))
    return { ...hostOf(mqtt.plainAddress, 1883), secure: false };
  return { ...hostOf(mqtt.secureAddress ?? new URL(origin).hostname, 8883), secure: true };
}

/** Fetches the CA file that the examples trust; absent where there is nothing to fetch it from. */
export function trustLine({ trustAddress }: Pick<Access, 'trustAddress'>): string | undefined {
  return trustAddress ? `curl -O ${new URL('/musubi-ca.crt', trustAddress)}` : undefined;
}

export function enrolLine({ origin }: Pick<Access, 'origin'>, code: string): string {
  return `curl --cacert musubi-ca.crt ${origin}/api/enrol \\\n  -H 'content-type: application/json' -d '{"code":"${code}"}'`;
}

export function mosquittoLine(access: Access): string {
  const { host, port, secure } = mqttWay(access);
  const trust = secure ? ' --cafile musubi-ca.crt' : '';
  return `mosquitto_pub -h ${host} -p ${port}${trust} -q 1 \\\n  -u '${access.user}' -P '${access.secret}' \\\n  -t 'musubi/${access.user}' -m '${SAMPLE}'`;
}

/** A device's bearer is its user and its secret with a colon between; curl makes the same of `-u`. */
export function curlLine({ origin, user, secret }: Access): string {
  return `curl --cacert musubi-ca.crt ${origin}/api/readings \\\n  -u '${user}:${secret}' -H 'content-type: application/json' \\\n  -d '{"values": ${SAMPLE}}'`;
}

export function pythonLines({ origin, user, secret }: Access): string {
  return `import json, ssl, urllib.request
request = urllib.request.Request(
    "${origin}/api/readings",
    data=json.dumps({"values": {"temperature": 21.5, "running": True}}).encode(),
    headers={"authorization": "Bearer ${user}:${secret}", "content-type": "application/json"})
trust = ssl.create_default_context(cafile="musubi-ca.crt")
print(urllib.request.urlopen(request, context=trust).read().decode())`;
}

import { execFileSync } from 'node:child_process';

const PACKAGES = ['victoria-metrics', 'influxdb', 'postgresql', 'mosquitto', 'wrk'];

/** Versions of the peers that Debian installed here, in one line. */
export function peerVersions(): string {
  const versions = PACKAGES.map((name) => `${name} ${versionOf(name) ?? 'absent'}`);
  return `peers: ${versions.join(', ')}`;
}

function versionOf(name: string): string | undefined {
  try {
    return execFileSync('dpkg-query', ['-W', '-f', '$' + '{Version}', name], {
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString();
  } catch {
    return undefined;
  }
}

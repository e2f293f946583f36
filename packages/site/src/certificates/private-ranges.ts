import { BlockList, isIP } from 'node:net';

/** Address ranges of factory networks: private, link-local, loopback, carrier and VPN (RFC 1918, 6598, 4193). */
export const privateRanges = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
] as const;

const list = new BlockList();
for (const range of privateRanges) {
  const [address = '', prefix] = range.split('/');
  list.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

export function isPrivateAddress(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

/** Names that no one on the internet can own. */
export const privateDomains = ['localhost', 'local', 'home.arpa', 'internal', 'lan'] as const;

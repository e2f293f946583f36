import { createHash } from 'node:crypto';
import type { Clock, Log } from '@musubi/base';
import { mayVouchFor, openPrivateAuthority, type PrivateAuthority } from './private-authority.ts';
import { isPrivateAddress } from './private-ranges.ts';
import { canonicalAddress, openServerCertificate, type Vouched } from './server-certificate.ts';

export interface LoadedCertificate {
  /** PEM, of the server. */
  key: string;
  cert: string;
  /** The private authority's certificate that tablets install, PEM. */
  caPem: string;
  /** SHA-256 of the authority's certificate, `AB:CD:…`, to be compared by eye. */
  fingerprint: string;
  validTo: number;
  /** Names and addresses the authority may not vouch for: browsers warn there. */
  leftOut: readonly string[];
}

export interface Certificates {
  /**
   * The server's certificate for this PC's names and addresses. Costs nothing while they stay the same: call it
   * at the start, every day and when addresses change.
   */
  load(names: readonly string[], addresses: readonly string[]): Promise<LoadedCertificate>;
}

export function openCertificates(at: { folder: string; clock: Clock; log: Log }): Certificates {
  return {
    async load(names, addresses) {
      const domainNames = domainNamesOf(names);
      const authority = await openPrivateAuthority({ ...at, names: domainNames });
      const { vouched, leftOut } = sorted(authority, domainNames, addresses);
      if (leftOut.length > 0) at.log.info('names without a certificate', { leftOut });
      const { folder } = at;
      const server = await openServerCertificate({ folder, authority, vouched, now: at.clock.now() });
      return { ...server, caPem: authority.pem, fingerprint: fingerprintOf(authority), leftOut };
    },
  };
}

/** A bare host name is also found as `name.local` (mDNS). */
function domainNamesOf(names: readonly string[]): string[] {
  const plain = names.map((name) => name.toLowerCase().replace(/\.$/, '')).filter(isDomainName);
  const local = plain
    .filter((name) => !name.includes('.') && name !== 'localhost')
    .map((name) => `${name}.local`);
  return [...new Set(['localhost', ...plain, ...local])];
}

function isDomainName(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_][a-z0-9_-]{0,62})*$/.test(name);
}

function sorted(
  authority: PrivateAuthority,
  names: readonly string[],
  addresses: readonly string[],
): { vouched: Vouched; leftOut: string[] } {
  const plain = ['127.0.0.1', '::1', ...addresses].map((address) => address.replace(/%.*$/, ''));
  const leftOut = [
    ...names.filter((name) => !mayVouchFor(authority, name)),
    ...plain.filter((address) => !isPrivateAddress(address)),
  ];
  const own = new Set(plain.filter(isPrivateAddress).map(canonicalAddress));
  const vouched = [
    ...names.filter((name) => mayVouchFor(authority, name)).map((value) => ({ type: 'dns', value }) as const),
    ...[...own].map((value) => ({ type: 'ip', value }) as const),
  ];
  return { vouched, leftOut };
}

function fingerprintOf(authority: PrivateAuthority): string {
  const digest = createHash('sha256').update(Buffer.from(authority.certificate.rawData)).digest('hex');
  return (digest.toUpperCase().match(/../g) ?? []).join(':');
}

import { hostname, networkInterfaces } from 'node:os';
import type { Config } from './config/settings.ts';

/** Addresses of this computer in its networks, IPv4 first; without loopback and link-local ones. */
export function lanAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((some) => some ?? []);
  const outer = all.filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address));
  return outer.sort((a, b) => a.family.localeCompare(b.family)).map(({ address }) => address);
}

/** What this installation is called and reached by. */
export interface Reach {
  names: string[];
  addresses: string[];
}

export function reachOf({ host, hostNames }: Pick<Config, 'host' | 'hostNames'>): Reach {
  return { names: [hostname(), ...hostNames], addresses: isOpen(host) ? lanAddresses() : [host] };
}

/** The address to open on this very computer. */
export function ownAddress({ host }: Pick<Config, 'host'>, httpsPort: number): string {
  return `https://${isOpen(host) || isLoopback(host) ? 'localhost' : inUrl(host)}:${httpsPort}`;
}

/** Addresses to open from other devices; none where only this computer is let in. */
export function lanUrls(
  { host, hostNames }: Pick<Config, 'host' | 'hostNames'>,
  httpsPort: number,
): string[] {
  if (isLoopback(host)) return [];
  const addresses = isOpen(host) ? lanAddresses() : [host];
  return [...hostNames, ...addresses.map(inUrl)].map((name) => `https://${name}:${httpsPort}`);
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function isOpen(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function inUrl(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

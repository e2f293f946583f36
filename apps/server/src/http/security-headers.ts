import { isIP } from 'node:net';

/** No inline script or style, nothing from elsewhere, in nobody's frame. */
const POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'geolocation=(), microphone=(), payment=(), usb=()',
};
const PINNED_HEADERS = { ...HEADERS, 'strict-transport-security': 'max-age=31536000' };

/** What every answer carries. */
export function securityHeaders(host: string | undefined): Record<string, string> {
  return isPublicName(host) ? PINNED_HEADERS : HEADERS;
}

const PRIVATE_ENDINGS = [
  '.local',
  '.lan',
  '.home',
  '.internal',
  '.home.arpa',
  '.localhost',
  '.test',
  '.corp',
];

/** True for names that belong to a public domain: a private name or an address must never be pinned to HTTPS. */
export function isPublicName(host: string | undefined): boolean {
  const name = host?.replace(/:\d+$/, '').toLowerCase() ?? '';
  if (!name.includes('.') || isIP(name.replaceAll(/[[\]]/g, '')) !== 0 || name.startsWith('[')) return false;
  return !PRIVATE_ENDINGS.some((ending) => name.endsWith(ending));
}

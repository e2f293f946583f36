import { createPrivateKey, X509Certificate as ReadCertificate } from 'node:crypto';
import { readKeyFile, writeKeyFile } from './key-files.ts';
import { plausibleTime } from './plausible-time.ts';
import { keyPem, newKeyPair, type PrivateAuthority } from './private-authority.ts';
import * as x509 from './x509.ts';

const DAY_MS = 86_400_000;
/** Browsers refuse certificates that are valid for more than 398 days. */
const VALID_MS = 397 * DAY_MS;
const RENEWED_BEFORE_END_MS = 30 * DAY_MS;

export interface ServerCertificate {
  /** PEM. */
  key: string;
  cert: string;
  validTo: number;
}

export type Vouched = readonly x509.JsonGeneralName[];

/** The certificate of this server for exactly these names and addresses; made anew when they change or it ends. */
export async function openServerCertificate(at: {
  folder: string;
  authority: PrivateAuthority;
  vouched: Vouched;
  now: number;
}): Promise<ServerCertificate> {
  const now = plausibleTime(at.now, at.authority.certificate.notBefore.getTime());
  const kept = await readServerCertificate(at.folder, at.authority, at.vouched, now);
  if (kept) return kept;
  const made = await makeServerCertificate(at.authority, at.vouched, now);
  await writeKeyFile(at.folder, 'server.key', made.key);
  await writeKeyFile(at.folder, 'server.crt', made.cert);
  return made;
}

async function readServerCertificate(
  folder: string,
  authority: PrivateAuthority,
  vouched: Vouched,
  now: number,
): Promise<ServerCertificate | undefined> {
  const key = await readKeyFile(folder, 'server.key');
  const cert = await readKeyFile(folder, 'server.crt');
  if (key === undefined || cert === undefined) return undefined;
  try {
    const read = new ReadCertificate(cert);
    const validTo = read.validToDate.getTime();
    const isUsable =
      read.checkPrivateKey(createPrivateKey(key)) &&
      read.verify(new ReadCertificate(authority.pem).publicKey) &&
      now >= read.validFromDate.getTime() &&
      now < validTo - RENEWED_BEFORE_END_MS &&
      namesOf(cert) === textOf(vouched);
    return isUsable ? { key, cert, validTo } : undefined;
  } catch {
    // A damaged certificate is worth nothing: a new one costs nothing.
    return undefined;
  }
}

async function makeServerCertificate(
  authority: PrivateAuthority,
  vouched: Vouched,
  now: number,
): Promise<ServerCertificate> {
  const keys = await newKeyPair();
  const end = Math.min(now - DAY_MS + VALID_MS, authority.certificate.notAfter.getTime());
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=Musubi',
    issuer: authority.certificate.subjectName,
    // A tablet whose clock is a little behind must not refuse it.
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(end),
    publicKey: keys.publicKey,
    signingKey: authority.key,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([...vouched]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
    ],
  });
  return {
    key: await keyPem(keys.privateKey),
    cert: certificate.toString('pem'),
    validTo: certificate.notAfter.getTime(),
  };
}

function namesOf(pem: string): string {
  const extension = new x509.X509Certificate(pem).getExtension(x509.SubjectAlternativeNameExtension);
  return textOf(extension?.names.items.map((item) => item.toJSON()) ?? []);
}

function textOf(names: Vouched): string {
  return names
    .map(({ type, value }) => `${type} ${type === 'ip' ? canonicalAddress(value) : value}`)
    .sort()
    .join(', ');
}

/** One text for one address, however its zeros are written. */
export function canonicalAddress(address: string): string {
  const host = new URL(`http://${address.includes(':') ? `[${address}]` : address}/`).hostname;
  return host.replace(/^\[|\]$/g, '');
}

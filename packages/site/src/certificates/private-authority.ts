import {
  createPrivateKey,
  X509Certificate as ReadCertificate,
  randomBytes,
  type webcrypto,
} from 'node:crypto';
import type { Clock, Log } from '@musubi/base';
import { reasonOf } from '@musubi/base';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509';
import { readKeyFile, setKeyFileAside, writeKeyFile } from './key-files.ts';
import { plausibleTime } from './plausible-time.ts';
import { privateDomains, privateRanges } from './private-ranges.ts';
import * as x509 from './x509.ts';

const DAY_MS = 86_400_000;
const VALID_MS = 3_652 * DAY_MS;
const CURVE = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export interface PrivateAuthority {
  certificate: x509.X509Certificate;
  key: webcrypto.CryptoKey;
  pem: string;
}

/** The certificate authority of this installation; made at first, kept in `folder` for ten years. */
export async function openPrivateAuthority(at: {
  folder: string;
  names: readonly string[];
  clock: Clock;
  log: Log;
}): Promise<PrivateAuthority> {
  const kept = await readAuthority(at.folder, at.clock, at.log);
  if (kept) return kept;
  const made = await makeAuthority(at.names, plausibleTime(at.clock.now()));
  // The key first: a certificate without its key would be set aside at the next start.
  await writeKeyFile(at.folder, 'ca.key', await keyPem(made.key));
  await writeKeyFile(at.folder, 'ca.crt', made.pem);
  return made;
}

export function newKeyPair(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
}

export async function keyPem(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

async function readAuthority(folder: string, clock: Clock, log: Log): Promise<PrivateAuthority | undefined> {
  const [key, pem] = await Promise.all([readKeyFile(folder, 'ca.key'), readKeyFile(folder, 'ca.crt')]);
  if (key === undefined && pem === undefined) return undefined;
  try {
    const read = new ReadCertificate(pem ?? '');
    const isUsable =
      read.checkPrivateKey(createPrivateKey(key ?? '')) && clock.now() < read.validToDate.getTime();
    if (isUsable)
      return {
        certificate: new x509.X509Certificate(pem ?? ''),
        key: await importKey(key ?? ''),
        pem: pem ?? '',
      };
    log.error('the certificate authority is over or its key is not its own; a new one is made');
  } catch (error) {
    log.error('the certificate authority cannot be read; a new one is made', { reason: reasonOf(error) });
  }
  for (const name of ['ca.key', 'ca.crt']) await setKeyFileAside(folder, name, clock.now());
  return undefined;
}

function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  const [der] = x509.PemConverter.decode(pem);
  return crypto.subtle.importKey('pkcs8', der ?? new ArrayBuffer(0), CURVE, false, ['sign']);
}

async function makeAuthority(names: readonly string[], now: number): Promise<PrivateAuthority> {
  const keys = await newKeyPair();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    // Two factories' authorities must differ in name, or tablets that know both mix them up.
    name: `CN=Musubi ${randomBytes(4).toString('hex')}`,
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(now + VALID_MS),
    signingAlgorithm: CURVE,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      nameConstraints(names),
    ],
  });
  return { certificate, key: keys.privateKey, pem: certificate.toString('pem') };
}

/**
 * Whoever stole the key could vouch for addresses of factory networks and names nobody owns, never for a bank:
 * tablets that trust this authority risk no more than that (RFC 5280 §4.2.1.10).
 */
function nameConstraints(names: readonly string[]): x509.Extension {
  const permitted = [
    ...[...privateDomains, ...names].map((dNSName) => new GeneralName({ dNSName })),
    ...privateRanges.map((iPAddress) => new GeneralName({ iPAddress })),
  ];
  const subtrees = permitted.map((base) => new GeneralSubtree({ base }));
  const value = new NameConstraints({ permittedSubtrees: new GeneralSubtrees(subtrees) });
  return new x509.Extension(id_ce_nameConstraints, true, AsnConvert.serialize(value));
}

/** Whether the authority may vouch for a DNS name. */
export function mayVouchFor(authority: PrivateAuthority, name: string): boolean {
  const extension = authority.certificate.getExtension(id_ce_nameConstraints);
  if (!extension) return true;
  const { permittedSubtrees } = AsnConvert.parse(extension.value, NameConstraints);
  return (permittedSubtrees ?? []).some(({ base: { dNSName } }) => {
    return dNSName !== undefined && (name === dNSName || name.endsWith(`.${dNSName}`));
  });
}

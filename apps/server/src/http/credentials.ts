/** What a request brings to say who it is. */
export type Credentials =
  | { kind: 'none' }
  | { kind: 'cookie'; secret: string }
  | { kind: 'token'; secret: string }
  | { kind: 'device'; user: string; secret: string };

/** A device's bearer is `<device id>:<secret>`, as its Basic user and password would be. */
export function credentialsOf(authorization: string | undefined, cookie: string | undefined): Credentials {
  const [, scheme, value] = /^(Bearer|Basic) +(\S+)$/i.exec(authorization ?? '') ?? [];
  if (value !== undefined) {
    const plain = scheme!.toLowerCase() === 'basic' ? Buffer.from(value, 'base64').toString('utf8') : value;
    const at = plain.indexOf(':');
    if (at > 0) return { kind: 'device', user: plain.slice(0, at), secret: plain.slice(at + 1) };
    return { kind: 'token', secret: plain };
  }
  return cookie ? { kind: 'cookie', secret: cookie } : { kind: 'none' };
}

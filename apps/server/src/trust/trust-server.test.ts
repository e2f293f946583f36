import { describe, expect, it } from 'vitest';
import { buildTrustServer } from './trust-server.ts';

const page = () =>
  buildTrustServer({
    authority: '-----BEGIN CERTIFICATE-----\n',
    fingerprint: 'AB:CD:EF',
    httpsPort: 8443,
    address: 'https://192.168.0.10:8443',
    ownAddress: 'http://192.168.0.10:8080',
  });

describe('the plain HTTP side', () => {
  it('helps to install the certificate in both languages, without a script', async () => {
    const app = page();
    const answer = await app.inject('/');
    for (const word of [
      'AB:CD:EF',
      '証明書',
      'Windows',
      'macOS',
      'iPhone',
      'Android',
      'Install the certificate',
    ]) {
      expect(answer.body).toContain(word);
    }
    expect(answer.body).not.toMatch(/<script|style=/);
    expect((await app.inject('/musubi-ca.crt')).headers['content-type']).toContain('x509-ca-cert');
    expect((await app.inject('/trust.svg')).body).toContain('<svg');
    await app.close();
  });

  it('serves nothing else: everything goes to HTTPS, wherever the host header would send it', async () => {
    const app = page();
    const sent = async (url: string, host: string) =>
      (await app.inject({ url, headers: { host } })).headers.location;
    expect(await sent('/api/me?a=1', '192.168.0.10:8080')).toBe('https://192.168.0.10:8443/api/me?a=1');
    expect(await sent('/', 'kojo.local')).toBeUndefined();
    expect(await sent('/x', 'evil.example/@a')).toBe('https://localhost:8443/x');
    expect(await sent('//evil.example/x', 'kojo.local')).not.toContain('evil');
    expect((await app.inject({ method: 'POST', url: '/api/login', payload: {} })).statusCode).toBe(308);
    await app.close();
  });
});

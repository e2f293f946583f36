import fastify, { type FastifyInstance } from 'fastify';
import { toString as qrText } from 'qrcode';
import { securityHeaders } from '../http/security-headers.ts';
import { trustPage, trustStyle } from './trust-page.ts';

export interface TrustParts {
  /** The certificate of the private authority, PEM. */
  authority: string;
  fingerprint: string;
  httpsPort: number;
  /** The address people in the LAN open, `https://192.168.0.10:8443`. */
  address: string;
  /** The address of this page itself. */
  ownAddress: string;
}

/** The plain HTTP side: it helps to install the certificate and sends everything else to HTTPS. */
export function buildTrustServer(parts: TrustParts): FastifyInstance {
  const app = fastify({ logger: false, bodyLimit: 1_024, forceCloseConnections: 'idle' });
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({ ...securityHeaders(undefined), 'cache-control': 'no-store' });
  });
  const qrSvg = () => qrText(parts.ownAddress, { type: 'svg', margin: 2 });
  app.get('/', async (_request, reply) => {
    const page = trustPage({ fingerprint: parts.fingerprint, address: parts.address });
    return reply.type('text/html; charset=utf-8').send(page);
  });
  app.get('/trust.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(trustStyle));
  app.get('/trust.svg', async (_request, reply) => reply.type('image/svg+xml').send(await qrSvg()));
  app.get('/musubi-ca.crt', (_request, reply) =>
    reply
      .header('content-disposition', 'attachment; filename="musubi-ca.crt"')
      .type('application/x-x509-ca-cert')
      .send(parts.authority),
  );
  app.setNotFoundHandler((request, reply) =>
    reply.redirect(`https://${hostName(request.host)}:${parts.httpsPort}${safePath(request.url)}`, 308),
  );
  app.setErrorHandler((_error, _request, reply) => reply.code(400).send());
  return app;
}

/** Only what can be a host name goes back into an address. */
function hostName(host: string): string {
  const name = host.replace(/:\d+$/, '');
  return /^[\w.-]+$|^\[[\da-f:]+\]$/i.test(name) ? name : 'localhost';
}

function safePath(url: string): string {
  return url.startsWith('/') && !url.startsWith('//') ? url : '/';
}

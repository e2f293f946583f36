import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { MusubiError } from '@musubi/base';
import type { FastifyInstance } from 'fastify';

/** The screens: hashed files may be kept for ever, the page itself is asked for anew; paths of screens get the page. */
export async function mountWebApp(app: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = existsSync(join(folder, 'index.html'));
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: folder,
      preCompressed: true,
      index: 'index.html',
      cacheControl: false,
      setHeaders: (reply, path) => {
        const keep = /[/\\]assets[/\\]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
        reply.header('cache-control', keep);
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const isScreen = request.method === 'GET' && !/^\/(api|assets)\//.test(request.url);
    if (!isScreen)
      throw new MusubiError('caller', 'request.not-found', `no route ${request.method} ${request.url}`);
    if (isBuilt) return reply.sendFile('index.html');
    return reply.type('text/plain; charset=utf-8').send(NOT_BUILT);
  });
}

const NOT_BUILT = '画面がまだ作られていません: npm run build\nThe screens are not built yet: npm run build\n';

import { type Clock, MusubiError } from '@musubi/base';
import { type Output, postReadings } from '@musubi/schema/api';
import type { FastifyInstance } from 'fastify';
import { credentialsOf } from './credentials.ts';
import { PerSecondLimit } from './per-second-limit.ts';

/** One delivery as it came, bytes untouched. */
export interface Delivery {
  contentType?: string | undefined;
  contentEncoding?: string | undefined;
  precision?: string | undefined;
  body: Uint8Array;
}

/** The way from an HTTP body to stored readings, for one device that proved who it is. */
export interface ReadingsDoor {
  /** In memory and in constant time; undefined for whoever is not an accepted device. */
  open(
    user: string,
    secret: string,
  ): { deviceId: string; deliver(delivery: Delivery): Promise<Output<typeof postReadings>> } | undefined;
}

/** A gateway may hand over what it kept for days at once. */
const MOST_BYTES = 64 * 1024 * 1024;

/** `POST /api/readings`, the busiest route: no JSON parser, no session, one check of the token, then the door. */
export async function mountReadingsRoute(
  app: FastifyInstance,
  door: ReadingsDoor,
  { clock, deviceRequestsPerSecond }: { clock: Clock; deviceRequestsPerSecond: number },
): Promise<void> {
  const limit = new PerSecondLimit(deviceRequestsPerSecond, clock);
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    scope.route<{ Querystring: { precision?: string }; Body: Buffer | undefined }>({
      method: postReadings.method,
      url: postReadings.path,
      bodyLimit: MOST_BYTES,
      config: { rateLimit: false },
      handler: async (request, reply) => {
        const credentials = credentialsOf(request.headers.authorization, undefined);
        const device =
          credentials.kind === 'device' ? door.open(credentials.user, credentials.secret) : undefined;
        if (!device) throw new MusubiError('caller', 'auth.required', 'a device token is needed');
        if (!limit.take(device.deviceId))
          throw new MusubiError('caller', 'request.too-many', 'device rate limit');
        const answer = await device.deliver({
          contentType: request.headers['content-type'],
          contentEncoding: request.headers['content-encoding'],
          precision: request.query.precision,
          body: request.body ?? EMPTY,
        });
        reply.type('application/json');
        return JSON.stringify(answer);
      },
    });
  });
}

const EMPTY = Buffer.alloc(0);

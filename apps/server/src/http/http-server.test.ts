import { FastClock, jsonLog, MusubiError } from '@musubi/base';
import { defineContract, mount, type StreamAnswer } from '@musubi/schema/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fileNameHeader } from './file-name-header.ts';
import { missingHandlers } from './mount-contracts.ts';
import { isPublicName } from './security-headers.ts';
import { allContracts, testServer } from './test-server.ts';

const weigh = defineContract({
  name: 'weigh',
  method: 'POST',
  path: '/api/things/:id/weigh',
  access: 'anyone',
  summary: 'A thing that weighs',
  input: z.object({ id: z.string(), grams: z.number() }),
  output: z.object({ kilos: z.number() }),
});
const download = defineContract({
  name: 'download',
  method: 'GET',
  path: '/api/download',
  access: 'anyone',
  summary: 'A stream',
  stream: ['text/csv'],
  input: z.object({ rows: z.coerce.number() }),
  output: z.unknown(),
});
const upload = defineContract({
  name: 'upload',
  method: 'POST',
  path: '/api/upload',
  access: 'anyone',
  summary: 'Bytes',
  upload: true,
  input: z.object({ fileName: z.string() }),
  output: z.object({ bytes: z.number(), fileName: z.string() }),
});

async function* lines(count: number): AsyncIterable<Uint8Array> {
  if (count === 0) throw new MusubiError('us', 'store.failed', 'disk gone');
  for (let i = 0; i < count; i++) yield Buffer.from(`${i}\r\n`);
}

const mounted = [
  mount(weigh, async ({ grams }) => ({ kilos: grams / 1_000 })),
  mount(
    download,
    async ({ rows }): Promise<StreamAnswer> => ({
      contentType: 'text/csv',
      fileName: 'プレス"3".csv',
      body: lines(rows),
    }),
  ),
  mount(upload, async ({ fileName }, context) => {
    let bytes = 0;
    for await (const chunk of context.upload) bytes += chunk.length;
    return { bytes, fileName };
  }),
];

describe('the HTTP side', () => {
  it('parses by the contract and answers JSON that nobody keeps', async () => {
    const { app } = await testServer(mounted);
    const answer = await app.inject({
      method: 'POST',
      url: '/api/things/a/weigh',
      payload: { grams: 1_500 },
    });
    expect(answer.json()).toEqual({ kilos: 1.5 });
    expect(answer.headers['cache-control']).toBe('no-store');
    const wrong = await app.inject({ method: 'POST', url: '/api/things/a/weigh', payload: { grams: 'x' } });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.json()).toMatchObject({ code: 'request.invalid', fault: 'caller' });
    await app.close();
  });

  it('streams downloads under their names and tells a failure of the first read', async () => {
    const { app } = await testServer(mounted);
    const answer = await app.inject('/api/download?rows=3');
    expect(answer.body).toBe('0\r\n1\r\n2\r\n');
    expect(answer.headers['content-disposition']).toContain(
      "filename*=UTF-8''%E3%83%97%E3%83%AC%E3%82%B9%223%22.csv",
    );
    const failed = await app.inject('/api/download?rows=0');
    expect([failed.statusCode, failed.json().code]).toEqual([503, 'store.failed']);
    await app.close();
  });

  it('takes uploads of any media type as they are', async () => {
    const { app } = await testServer(mounted);
    const answer = await app.inject({
      method: 'POST',
      url: '/api/upload?fileName=a.csv',
      headers: { 'content-type': 'application/json' },
      payload: '{"not": "parsed',
    });
    expect(answer.json()).toEqual({ bytes: 15, fileName: 'a.csv' });
    await app.close();
  });

  it('never shows the inside of a bug, and logs it under the number it answers', async () => {
    const logged: string[] = [];
    const log = jsonLog((line) => logged.push(line), new FastClock());
    const broken = [
      mount(weigh, async () => (undefined as unknown as { secret: { path: never } }).secret.path),
    ];
    const { app } = await testServer(broken, { log });
    const answer = await app.inject({ method: 'POST', url: '/api/things/a/weigh', payload: { grams: 1 } });
    expect(answer.statusCode).toBe(500);
    expect(Object.keys(answer.json())).toEqual(['code', 'fault', 'details']);
    expect(answer.body).not.toMatch(/secret|\.ts|undefined/);
    expect(logged.join()).toContain(answer.json().details.id);
    await app.close();
  });

  it('answers against nothing but the contract in tests', async () => {
    const { app } = await testServer([mount(weigh, async () => ({ kilos: 'a lot' }) as never)]);
    const answer = await app.inject({ method: 'POST', url: '/api/things/a/weigh', payload: { grams: 1 } });
    expect(answer.json().code).toBe('bug');
    await app.close();
  });

  it('stays calm whatever is sent', async () => {
    const { app } = await testServer(mounted);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('POST', 'GET', 'PUT', 'DELETE', 'PATCH' as never),
        fc.constantFrom(
          '/api/things/a/weigh',
          '/api/upload',
          '/api/readings',
          '/api/download',
          '/api/nothing',
          '/%00',
          '/api/live',
        ),
        fc.constantFrom('application/json', 'text/plain', 'multipart/form-data', 'application/xml', ''),
        fc.oneof(fc.string(), fc.json()),
        async (method, url, type, payload) => {
          const answer = await app.inject({ method, url, headers: { 'content-type': type }, payload });
          expect(answer.statusCode).not.toBe(500);
          expect(answer.body).not.toMatch(/\bat .*:\d+:\d+|node_modules|FST_/);
        },
      ),
      { numRuns: 200 },
    );
    await app.close();
  });

  it('carries the security headers on every answer, and no pinning on private names', async () => {
    const { app } = await testServer(mounted);
    for (const url of ['/', '/health', '/api/nothing', '/api/openapi.json', '/api/download?rows=1']) {
      const { headers } = await app.inject({ url, headers: { host: '192.168.0.10:8443' } });
      expect(headers['content-security-policy']).toContain("default-src 'self'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['strict-transport-security']).toBeUndefined();
    }
    expect(
      ['kojo.local', '10.0.0.1', 'localhost', '[::1]', 'kojo', 'a.home.arpa'].filter(isPublicName),
    ).toEqual([]);
    expect(isPublicName('factory.example.co.jp:8443')).toBe(true);
    await app.close();
  });

  it('slows guessing by address', async () => {
    const { app } = await testServer(mounted);
    const codes = [];
    for (let i = 0; i < 25; i++) {
      codes.push(
        (await app.inject({ method: 'POST', url: '/api/things/a/weigh', payload: { grams: 1 } })).statusCode,
      );
    }
    expect(codes.filter((code) => code === 429)).toHaveLength(5);
    await app.close();
  });

  it('does not slow what counts wrong tries itself, such as a hall of devices that enrol', async () => {
    const { app } = await testServer([mount({ ...weigh, countsGuesses: true }, async () => ({ kilos: 1 }))]);
    const codes = [];
    for (let i = 0; i < 100; i++) {
      const asked = { method: 'POST', url: '/api/things/a/weigh', payload: { grams: 1 } } as const;
      codes.push((await app.inject(asked)).statusCode);
    }
    expect(new Set(codes)).toEqual(new Set([200]));
    await app.close();
  });
});

describe('the door of readings', () => {
  const authorization = 'Bearer dev_1:secret';

  it('hands the bytes on untouched, for a device that proves itself by bearer or basic', async () => {
    const { app } = await testServer([]);
    const basic = `Basic ${Buffer.from('dev_1:secret').toString('base64')}`;
    for (const header of [authorization, basic]) {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/readings',
        headers: { authorization: header },
        payload: 'temp v=1',
      });
      expect(answer.json()).toEqual({ stored: 8, duplicates: 0, quarantined: 0 });
    }
    await app.close();
  });

  it('is closed to others, and to a device that sends too fast', async () => {
    const { app } = await testServer([]);
    const post = (header: string) =>
      app.inject({ method: 'POST', url: '/api/readings', headers: { authorization: header }, payload: 'x' });
    expect((await post('Bearer dev_1:wrong')).statusCode).toBe(401);
    expect((await post('Bearer administrator')).statusCode).toBe(401);
    const codes = [];
    for (let i = 0; i < 5; i++) codes.push((await post(authorization)).statusCode);
    expect(codes).toEqual([200, 200, 200, 429, 429]);
    await app.close();
  });
});

describe('the self-description', () => {
  it('lists every contract as OpenAPI 3.1', async () => {
    const { app } = await testServer([]);
    const description = (await app.inject('/api/openapi.json')).json();
    expect(description.openapi).toBe('3.1.0');
    const operations = Object.values(
      description.paths as Record<string, Record<string, { operationId: string }>>,
    );
    const named = operations.flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
    expect(named.sort()).toEqual(allContracts.map(({ name }) => name).sort());
    await app.close();
  });

  it('names contracts that nobody fulfils', () => {
    expect(missingHandlers([weigh, download], [mounted[0]!])).toEqual(['download']);
  });
});

describe('the name of a download', () => {
  it('has nothing in it that could end the header, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(fileNameHeader(name.toWellFormed())).toMatch(
          /^attachment; filename="[\w.-]*"; filename\*=UTF-8''[\w.~!%-]*$/,
        );
      }),
    );
  });
});

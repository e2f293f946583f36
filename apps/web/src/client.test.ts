import { describe, expect, it } from 'vitest';
import { type CallFailure, type ContractHeads, makeCall, requestOf } from './client.ts';

describe('a request', () => {
  it('fills the path and puts the rest into the query or the body', () => {
    const get = { method: 'GET' as const, path: '/api/explore/lineage' };
    expect(requestOf(get, { seriesId: 'a b', time: 5, gone: undefined })).toEqual({
      path: '/api/explore/lineage?seriesId=a+b&time=5',
      body: undefined,
    });
    const put = { method: 'PUT' as const, path: '/api/devices/:id' };
    expect(requestOf(put, { id: 'x/y', name: '旋盤' })).toEqual({
      path: '/api/devices/x%2Fy',
      body: '{"name":"旋盤"}',
    });
    const upload = { method: 'POST' as const, path: '/api/files/preview', upload: true };
    expect(requestOf(upload, { fileName: 'あ.csv' }).path).toBe('/api/files/preview?fileName=%E3%81%82.csv');
  });
});

const heads = {
  getMe: { method: 'GET', path: '/api/me' },
  logOut: { method: 'POST', path: '/api/logout' },
} as ContractHeads;

function calling(answer: () => Promise<Response>) {
  const asked: RequestInit[] = [];
  const call = makeCall(heads, {
    fetch: (_, init) => {
      asked.push(init ?? {});
      return answer();
    },
    csrf: () => 'token',
    onServerTime: () => undefined,
  });
  return { call, asked };
}

const failing = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (failure: unknown) => failure as CallFailure,
  );

describe('a call', () => {
  it('carries the CSRF token with everything but GET', async () => {
    const { call, asked } = calling(async () => Response.json({}));
    await call('getMe', {});
    await call('logOut', {});
    expect(asked.map(({ headers }) => (headers as Headers).get('x-musubi-csrf'))).toEqual([null, 'token']);
  });

  it('fails with the code of the server, or with one of its own that has a text', async () => {
    const refused = calling(async () =>
      Response.json({ code: 'token.not-found', fault: 'caller', details: { id: 1 } }, { status: 404 }),
    );
    expect(await failing(refused.call('getMe', {}))).toMatchObject({
      code: 'token.not-found',
      status: 404,
      details: { id: 1 },
    });
    const strange = calling(async () => new Response('<html>', { status: 502 }));
    expect(await failing(strange.call('getMe', {}))).toMatchObject({ code: 'web.not-understood' });
    const gone = calling(() => Promise.reject(new TypeError('no link')));
    expect(await failing(gone.call('getMe', {}))).toMatchObject({ code: 'web.no-connection', status: 0 });
  });
});

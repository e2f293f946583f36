import { describe, expect, it } from 'vitest';
import { en } from '../i18n/en/index.ts';
import { collectState, floorState } from './place-state.ts';
import { pageOf, placeOf } from './places.ts';

describe('the menu', () => {
  it('knows where every address belongs', () => {
    expect(placeOf('/machines/mc-1')).toBe('floor');
    expect(placeOf('/collect/found')).toBe('collect');
    expect(placeOf('/site/me')).toBe('site');
    expect(pageOf('/collect/connections/x')).toBe('/collect');
    expect(pageOf('/collect/filters/new')).toBe('/collect/filters');
    expect(pageOf('/explore')).toBe('/explore');
    expect(pageOf('/machines/mc-1')).toBe('/');
  });

  it('says the state of a place in one word', () => {
    expect(floorState(en, [])).toEqual({ word: 'not set up', needs: false });
    const silent = { state: 'silent' } as Parameters<typeof floorState>[1][number];
    expect(floorState(en, [silent])).toEqual({ word: '1 silent', needs: true });
    const off = { connection: { enabled: false }, health: { state: 'retrying' } };
    const connections = [off] as Parameters<typeof collectState>[1]['connections'];
    expect(collectState(en, { connections, found: 0, unreadable: 0 })).toEqual({
      word: 'in order',
      needs: false,
    });
    expect(collectState(en, { connections, found: 2, unreadable: 1 })).toEqual({
      word: '3 to decide',
      needs: true,
    });
  });
});

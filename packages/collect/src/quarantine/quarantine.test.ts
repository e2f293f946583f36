import { FastClock } from '@musubi/base';
import { addConnection, dismissQuarantined, listQuarantine, replayQuarantined } from '@musubi/schema/api';
import { memoryRecords } from '@musubi/store/drivers';
import { describe, expect, it } from 'vitest';
import { tryCollect } from '../testing/try-collect.ts';
import { Quarantine } from './quarantine.ts';

const refused = (text: string, address = 'lathe') => ({
  address,
  raw: Buffer.from(text),
  reason: 'payload.not-json',
  detail: 'at 1',
});

async function running() {
  const world = await tryCollect();
  await world.call(addConnection, { name: 'h', connector: 'hand', settings: {} });
  await world.start();
  const waiting = async () => (await world.call(listQuarantine, {})).entries;
  return { ...world, waiting };
}

describe('quarantine', () => {
  it('keeps a delivery whole, with its reason, and reads it again when told to', async () => {
    const { source, call, waiting, usable, collect } = await running();
    await source.running.quarantine(refused('42'));
    const [entry] = await waiting();
    expect(entry).toMatchObject({ reason: 'payload.not-json', rawBytes: 2, state: 'waiting' });
    expect(Buffer.from(entry!.raw, 'base64').toString()).toBe('42');
    expect(await call(replayQuarantined, { id: entry!.id })).toEqual({ stored: 1, state: 'replayed' });
    expect(usable('value')).toEqual([42]);
    expect(await waiting()).toEqual([]);
    expect(collect.health().connections.find(({ quarantined }) => quarantined === 1)).toBeDefined();
    await expect(call(replayQuarantined, { id: entry!.id })).rejects.toMatchObject({
      code: 'quarantine.not-found',
    });
  });

  it('keeps what still can not be read', async () => {
    const { source, call, waiting } = await running();
    await source.running.quarantine(refused('bad'));
    const [entry] = await waiting();
    expect(await call(replayQuarantined, { id: entry!.id })).toEqual({ stored: 0, state: 'waiting' });
    expect(await waiting()).toHaveLength(1);
    await call(dismissQuarantined, { id: entry!.id });
    expect(await waiting()).toEqual([]);
  });

  it('says the true size of what is too large, and does not read half of it', async () => {
    const { source, call, waiting } = await running();
    await source.running.quarantine(refused('9'.repeat(100_000)));
    const [entry] = await waiting();
    expect(entry?.rawBytes).toBe(100_000);
    expect(Buffer.from(entry!.raw, 'base64')).toHaveLength(65_536);
    await expect(call(replayQuarantined, { id: entry!.id })).rejects.toMatchObject({
      code: 'quarantine.too-large',
    });
  });

  it('dismisses the oldest beyond its limit, counts them, and does not grow for ever', async () => {
    const clock = new FastClock();
    const records = memoryRecords({ clock });
    const quarantine = await Quarantine.open({ records, clock, most: 10 });
    for (let i = 0; i < 40; i++) {
      await quarantine.keep('con_1', refused(`${i}`));
      await clock.advance(1);
    }
    const waiting = await quarantine.list('waiting');
    expect(waiting.map(({ raw }) => Buffer.from(raw, 'base64').toString())).toEqual(
      Array.from({ length: 10 }, (_, i) => `${39 - i}`),
    );
    expect(quarantine.dismissedByLimit).toBe(30);
    expect(await quarantine.list('dismissed')).toHaveLength(10);
  });
});

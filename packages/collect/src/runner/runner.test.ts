import { MusubiError } from '@musubi/base';
import { Quality } from '@musubi/schema';
import { addConnection, changeConnection, listConnections, removeConnection } from '@musubi/schema/api';
import { describe, expect, it } from 'vitest';
import { HandSource } from '../testing/hand-source.ts';
import { tryCollect } from '../testing/try-collect.ts';

async function running() {
  const world = await tryCollect();
  const add = (connector: string, settings = {}) =>
    world
      .call(addConnection, { name: connector, connector, settings })
      .then(({ connection }) => connection.id);
  await world.start();
  const id = await add('hand');
  const health = async (of = id) => {
    const { connections } = await world.call(listConnections, {});
    return connections.find(({ connection }) => connection.id === of)!.health;
  };
  await world.clock.advance(0);
  return { ...world, id, add, health };
}

const links = (stored: { quality: number; key: string }[]) =>
  stored.filter(({ quality }) => quality === Quality.LinkDown).map(({ key }) => key);

describe('the runner', () => {
  it('marks every series unknown when a link breaks, once, and connects again with growing waits', async () => {
    const { source, clock, stored, health, stop } = await running();
    await source.emit('lathe', { temp: 20, execution: 'ACTIVE' });
    expect(await health()).toMatchObject({ state: 'running', received: 2 });
    source.fail();
    await clock.advance(10);
    expect(await health()).toMatchObject({ state: 'retrying', problem: 'hand.broken', reconnects: 1 });
    expect(links(stored())).toEqual(['temp', 'execution']);
    await clock.advance(700);
    expect(source.runs).toBe(2);
    source.fail();
    await clock.advance(10);
    expect(links(stored())).toHaveLength(2);
    await clock.advance(1_300);
    await source.emit('lathe', { temp: 21 });
    expect(await health()).toMatchObject({ state: 'running', reconnects: 2, received: 3 });
    await stop();
    expect(links(stored())).toHaveLength(4);
  });

  it('asks a machine that stays off again and again, never more than five seconds apart', async () => {
    const { source, clock, stop } = await running();
    await source.emit('lathe', { temp: 20 });
    source.fail();
    for (let asked = 2; asked < 12; asked++) {
      await clock.advance(4_900);
      expect(source.runs).toBeGreaterThanOrEqual(asked);
      source.fail();
      await clock.advance(0);
    }
    await stop();
  });

  it('never lets one connection that fails disturb another', async () => {
    const { source, other, clock, add, health, stop } = await running();
    const second = await add('other');
    await clock.advance(0);
    source.fail();
    await clock.advance(10);
    await other.emit('press', { count: 1 });
    expect((await health()).state).toBe('retrying');
    expect(await health(second)).toMatchObject({ state: 'running', received: 1, reconnects: 0 });
    await stop();
  });

  it('restarts a connection whose data stopped although its socket is open', async () => {
    const { source, clock, stored, health, stop } = await running();
    await source.emit('lathe', { temp: 20 });
    await clock.advance(59_000);
    expect(source.runs).toBe(1);
    await clock.advance(3_000);
    expect(source.runs).toBe(2);
    expect((await health()).state).toBe('silent');
    expect(links(stored())).toEqual(['temp']);
    await source.emit('lathe', { temp: 20 });
    expect((await health()).state).toBe('running');
    await stop();
  });

  it('restarts less and less often while a restart brings nothing', async () => {
    const { source, clock, stop } = await running();
    await source.emit('lathe', { temp: 20 });
    await clock.advance(3_600_000);
    expect(source.runs).toBeGreaterThan(4);
    expect(source.runs).toBeLessThan(12);
    await stop();
  });

  it('leaves a source alone that says nothing but answers its heartbeat', async () => {
    const { source, clock, stop } = await running();
    await source.emit('lathe', { execution: 'READY' });
    for (let i = 0; i < 20; i++) {
      await clock.advance(10_000);
      source.running.alive();
    }
    expect(source.runs).toBe(1);
    await stop();
  });

  it('takes no silence for a fault, and breaks no link, where nothing stays connected', async () => {
    const source = new HandSource();
    const folder = { ...source.connector, name: 'folder', withoutLink: true };
    const { call, start, clock, stored, stop } = await tryCollect({ connectors: { folder } });
    await call(addConnection, { name: 'f', connector: 'folder', settings: {} });
    await start();
    await source.emit('report', { temp: 20 });
    await clock.advance(600_000);
    expect(source.runs).toBe(1);
    source.fail();
    await stop();
    expect(links(stored())).toEqual([]);
  });

  it('says that settings are refused when the source says so', async () => {
    const { source, clock, health, stop } = await running();
    source.fail(new MusubiError('caller', 'hand.wrong-password', 'no'));
    await clock.advance(10);
    expect(await health()).toMatchObject({ state: 'refused', problem: 'hand.wrong-password' });
    await stop();
  });

  it('restarts only the connection whose settings changed, and ends the one that is removed', async () => {
    const { source, other, clock, id, add, call, health, stop } = await running();
    const second = await add('other');
    await clock.advance(0);
    await call(changeConnection, { id, settings: { address: 'y' } });
    await clock.advance(0);
    expect([source.runs, other.runs]).toEqual([2, 1]);
    await call(changeConnection, { id, enabled: false });
    expect((await health()).state).toBe('stopped');
    await call(removeConnection, { id });
    await expect(health()).rejects.toThrow();
    expect((await health(second)).state).toBe('running');
    await stop();
  });

  it('counts a broken link as known, and what is missing as missing', async () => {
    const { source, clock, health, stop } = await running();
    const device = source.running.ownDevice('lathe', 'lathe');
    device.series('temp', { kind: 'number', expectedEveryMs: 1_000 });
    for (let i = 0; i < 10; i++) {
      await source.emit('lathe', { temp: i });
      await clock.advance(1_000);
    }
    await clock.advance(5_000);
    await source.emit('lathe', { temp: 1 });
    expect(await health()).toMatchObject({ expected: 16, received: 11, missing: 5 });
    source.fail();
    await clock.advance(30_000);
    await source.emit('lathe', { temp: 1 });
    expect(await health()).toMatchObject({ received: 12, missing: 4 });
    await stop();
  });
});

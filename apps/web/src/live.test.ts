import { encodeLiveFrame, type LiveValue } from '@musubi/schema/api';
import { describe, expect, it } from 'vitest';
import { LiveChannel, type LiveSocket } from './live.ts';

/** A socket and a clock in the hands of the test. */
function bench() {
  const timers: { ms: number; act: () => void }[] = [];
  const sockets: (LiveSocket & { sent: string[]; isClosed: boolean })[] = [];
  const channel = new LiveChannel(
    () => {
      const socket = {
        binaryType: '',
        sent: [] as string[],
        isClosed: false,
        onopen: null,
        onclose: null,
        onmessage: null,
        send(text: string) {
          this.sent.push(text);
        },
        close() {
          this.isClosed = true;
        },
      };
      sockets.push(socket);
      return socket;
    },
    {
      now: () => 0,
      every: () => () => undefined,
      after(ms, act) {
        const timer = { ms, act };
        timers.push(timer);
        return () => timers.splice(timers.indexOf(timer), 1);
      },
    },
  );
  const pass = () => {
    for (const { act } of timers.splice(0)) act();
  };
  const frame = (...values: LiveValue[]) => {
    const bytes = encodeLiveFrame(values);
    sockets
      .at(-1)
      ?.onmessage?.({ data: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) });
  };
  return { channel, sockets, timers, pass, frame };
}

const value = (time: number, number: number, quality = 0): LiveValue => ({
  series: 7,
  time,
  number,
  quality,
  text: null,
});

describe('live values', () => {
  it('are asked for once for all parts of the screen', () => {
    const { channel, sockets, pass } = bench();
    channel.show(['a', 'b']);
    channel.show(['b', 'c']);
    pass();
    sockets[0]?.onopen?.();
    expect(sockets).toHaveLength(1);
    expect(sockets[0]?.sent).toEqual([JSON.stringify({ show: ['a', 'b', 'c'] })]);
  });

  it('come back by themselves after the link was lost, with the same wishes', () => {
    const { channel, sockets, pass } = bench();
    channel.show(['a']);
    pass();
    sockets[0]?.onopen?.();
    sockets[0]?.onclose?.();
    expect(channel.phase).toBe('waiting');
    pass();
    sockets[1]?.onopen?.();
    expect(sockets[1]?.sent).toEqual([JSON.stringify({ show: ['a'] })]);
  });

  it('rest while the tab sleeps, and nothing is shown', () => {
    const { channel, sockets, pass } = bench();
    const hide = channel.show(['a']);
    pass();
    sockets[0]?.onopen?.();
    channel.look(false);
    expect(sockets[0]?.isClosed).toBe(true);
    channel.look(true);
    expect(sockets).toHaveLength(2);
    hide();
    pass();
    expect(sockets[1]?.isClosed).toBe(true);
    channel.look(true);
    expect(sockets).toHaveLength(2);
  });

  it('never go back in time, and an unusable one is a gap in the trend', () => {
    const { channel, pass, frame } = bench();
    channel.show(['a']);
    pass();
    let told = 0;
    channel.listen(7, () => {
      told += 1;
    });
    frame(value(10, 1));
    frame(value(5, 99));
    frame(value(20, 2, 134));
    expect(channel.latest(7)?.time).toBe(20);
    expect(channel.recent(7)).toEqual([
      { time: 10, number: 1 },
      { time: 20, number: Number.NaN },
    ]);
    expect(told).toBe(3);
  });
});

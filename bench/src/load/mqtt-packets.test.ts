import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PacketReader, publishPacket } from './mqtt-packets.ts';

test('packets survive any cutting of the stream', () => {
  const payloads = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(payloads, fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), (bodies, cuts) => {
      const stream = Buffer.concat(bodies.map((body, i) => publishPacket('t/1', i + 1, body)));
      const reader = new PacketReader();
      const read: Buffer[] = [];
      for (let at = 0, i = 0; at < stream.length; i++) {
        const size = cuts[i % cuts.length]!;
        for (const { body } of reader.read(stream.subarray(at, at + size)))
          read.push(Buffer.from(body.subarray(7)));
        at += size;
      }
      expect(read).toEqual(bodies.map((body) => Buffer.from(body)));
    }),
  );
});

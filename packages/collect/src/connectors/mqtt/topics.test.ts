import { describe, expect, it } from 'vitest';
import { TopicMapping } from './topics.ts';

describe('the device within a topic', () => {
  it.each([
    [undefined, 'a/b', undefined, 'a/b'],
    ['plant/{device}/#', 'plant/press/spindle/load', 'press', 'spindle/load'],
    ['plant/{device}/#', 'plant/press', 'press', ''],
    ['plant/{device}/#', 'office/press/x', undefined, 'office/press/x'],
    ['+/{device}/data', 'p1/press/data', 'press', 'data'],
    ['+/{device}/data', 'p1/press/data/x', undefined, 'p1/press/data/x'],
    ['{device}/#', '/x', undefined, '/x'],
  ])('by %s of %s is %s', (pattern, topic, device, path) => {
    expect(new TopicMapping(pattern).place(topic)).toEqual({ device, path });
  });

  it.each(['plant/#', '{device}/{device}', '#/{device}'])('can’t be found by %s', (pattern) => {
    expect(() => new TopicMapping(pattern)).toThrow(expect.objectContaining({ code: 'mqtt.bad-pattern' }));
  });
});

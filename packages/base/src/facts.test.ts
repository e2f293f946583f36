import { describe, expect, it } from 'vitest';
import { Facts } from './facts.ts';
import { silentLog } from './log.ts';

interface Shop {
  machineStopped: { machine: string };
}

describe('facts', () => {
  it('reach every listener, also when one of them throws', () => {
    const facts = new Facts<Shop>(silentLog);
    const heard: string[] = [];
    facts.on('machineStopped', () => {
      throw new Error('a broken listener');
    });
    facts.on('machineStopped', ({ machine }) => heard.push(machine));
    facts.tell('machineStopped', { machine: 'press 3' });
    expect(heard).toEqual(['press 3']);
  });

  it('no longer reach a listener that ended', () => {
    const facts = new Facts<Shop>(silentLog);
    const heard: string[] = [];
    const end = facts.on('machineStopped', ({ machine }) => heard.push(machine));
    end();
    facts.tell('machineStopped', { machine: 'press 3' });
    expect(heard).toEqual([]);
  });
});

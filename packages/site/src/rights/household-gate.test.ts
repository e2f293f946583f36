import { FastClock } from '@musubi/base';
import { type Person, personRecord, put, role } from '@musubi/schema';
import type { Reader, ReadRequest } from '@musubi/store';
import { memoryRecords } from '@musubi/store/drivers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peopleOf } from '../people/people.ts';
import { HouseholdGate } from './household-gate.ts';

const request: ReadRequest = { series: [1, 2], from: 0, to: 10, grain: 'raw', purpose: 'operate' };

async function openGate(person: Partial<Person> = {}) {
  const clock = new FastClock();
  const records = memoryRecords({ clock });
  const kept: Person = {
    id: 'per_1',
    login: 'sato',
    name: '佐藤',
    role: 'worker',
    language: 'ja',
    createdAt: 1,
    ...person,
  };
  await records.write([put(personRecord, kept.id, kept)]);
  const gate = new HouseholdGate(peopleOf(records), clock);
  const asks = async (reader: Reader, wish: Partial<ReadRequest> = {}) => {
    const decision = await gate.decide(reader, { ...request, ...wish });
    return decision.permitted ? 'permitted' : decision.code;
  };
  return { clock, records, gate, asks, kept };
}

const sato = { kind: 'person', personId: 'per_1', role: 'worker' } as const;

describe('the gate of the household', () => {
  it('lets people see, trace and export; only administrators read for a backup', async () => {
    for (const is of role.options) {
      const { asks } = await openGate({ role: is });
      const reader = { ...sato, role: is };
      for (const purpose of ['operate', 'trace', 'export'] as const) {
        expect(await asks(reader, { purpose })).toBe('permitted');
      }
      const expected = is === 'administrator' ? 'permitted' : 'gate.unknown-purpose';
      expect(await asks(reader, { purpose: 'back-up' })).toBe(expected);
    }
  });

  it('permits exactly what was asked for', async () => {
    const { gate } = await openGate();
    expect(await gate.decide(sato, request)).toEqual({ permitted: true, series: [1, 2], from: 0, to: 10 });
  });

  it('takes the lesser of the role now and the role of the channel', async () => {
    const { asks } = await openGate({ role: 'worker' });
    expect(await asks({ ...sato, role: 'administrator' }, { purpose: 'back-up' })).toBe(
      'gate.unknown-purpose',
    );
    const other = await openGate({ role: 'administrator' });
    expect(await other.asks({ ...sato, role: 'viewer' }, { purpose: 'back-up' })).toBe(
      'gate.unknown-purpose',
    );
  });

  it('closes a channel that is open when its person ends, is disabled or goes', async () => {
    const { asks, clock, records, kept } = await openGate();
    expect(await asks(sato)).toBe('permitted');
    expect(await asks({ ...sato, endsAt: clock.now() })).toBe('gate.ended');
    await records.write([put(personRecord, 'per_1', { ...kept, disabledAt: clock.now() })]);
    await clock.advance(1_000);
    expect(await asks(sato)).toBe('gate.ended');
    expect(await asks({ ...sato, personId: 'per_gone' })).toBe('gate.ended');
  });

  it('knows the duties of the program by name', async () => {
    const { asks } = await openGate();
    expect(await asks({ kind: 'task', task: 'live' })).toBe('permitted');
    expect(await asks({ kind: 'task', task: 'back-up' }, { purpose: 'back-up' })).toBe('permitted');
    expect(await asks({ kind: 'task', task: 'live' }, { purpose: 'export' })).toBe('gate.unknown-purpose');
  });

  it('lets the command line of this computer do what its role says, though it is nobody on the list', async () => {
    const { asks } = await openGate();
    const console = { kind: 'person', personId: 'system', role: 'administrator' } as const;
    expect(await asks(console, { purpose: 'back-up' })).toBe('permitted');
    expect(await asks({ ...console, role: 'viewer' }, { purpose: 'back-up' })).toBe('gate.unknown-purpose');
  });

  it('refuses devices and partners', async () => {
    const { asks } = await openGate();
    expect(await asks({ kind: 'device', deviceId: 'dev_1' })).toBe('gate.unknown-reader');
    expect(await asks({ kind: 'partner', partnerId: 'p', agreementId: 'a' })).toBe('gate.unknown-reader');
  });

  it('refuses every reader and purpose it does not know', async () => {
    const { asks } = await openGate({ role: 'administrator' });
    const words = fc.oneof(
      fc.string(),
      fc.constantFrom('constructor', '__proto__', 'toString', 'hasOwnProperty', 'owner', 'all'),
    );
    const known = new Set([
      'system',
      'person',
      'task',
      'roll-up',
      'live',
      'preview',
      'health',
      'export',
      'back-up',
      'operate',
      'trace',
      'compute',
      ...role.options,
    ]);
    const unknown = words.filter((word) => !known.has(word));
    const check = async (word: string) => {
      const strangers = [
        { kind: word, personId: 'per_1', role: 'administrator' },
        { kind: 'person', personId: 'per_1', role: word },
        { kind: 'person', personId: word, role: 'administrator' },
        { kind: 'task', task: word },
      ] as unknown as Reader[];
      for (const stranger of strangers) expect(await asks(stranger)).toMatch(/^gate\./);
      const administrator = { ...sato, role: 'administrator' } as const;
      expect(await asks(administrator, { purpose: word as 'operate' })).toBe('gate.unknown-purpose');
    };
    await fc.assert(fc.asyncProperty(unknown, check), { numRuns: 200 });
  });
});

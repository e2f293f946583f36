import { canonicalJson, MusubiError } from '@musubi/base';
import type { Change, RecordKind } from '@musubi/schema';

/** What every driver of records does alike, so that they differ in nothing but where the bytes lie. */

const ID = /^[\x21-\x7e]{1,200}$/;

export interface CheckedChange {
  kind: RecordKind<unknown>;
  id: string;
  expected: number | undefined;
  /** Undefined removes. */
  value: unknown;
}

/** The change with its value parsed by the kind's schema; refused with `record.invalid`. */
export function checkedChange(change: Change): CheckedChange {
  const kind = 'put' in change ? change.put : change.remove;
  if (!ID.test(change.id)) throw invalid(kind, `id ${JSON.stringify(change.id)}`);
  const value = 'put' in change ? parsedValue(kind, change.value) : undefined;
  return { kind, id: change.id, expected: change.expected, value };
}

function parsedValue(kind: RecordKind<unknown>, value: unknown): unknown {
  const parsed = kind.schema.safeParse(value);
  if (!parsed.success) throw invalid(kind, parsed.error.message);
  if (parsed.data === undefined || parsed.data === null) throw invalid(kind, 'no value');
  return parsed.data;
}

function invalid(kind: RecordKind<unknown>, reason: string): MusubiError {
  return new MusubiError('us', 'record.invalid', `${kind.name}: ${reason}`, { details: { kind: kind.name } });
}

/** Throws `record.changed` unless the record is at the revision the writer expects (0 = not there). */
export function checkRevision(change: CheckedChange, revision: number): void {
  if (change.expected === undefined || change.expected === revision) return;
  throw new MusubiError(
    'caller',
    'record.changed',
    `${change.kind.name} ${change.id}: expected revision ${change.expected}, found ${revision}`,
    { details: { kind: change.kind.name, id: change.id } },
  );
}

/** The value as the newest version of its kind knows it; `record.too-new` if a newer program wrote it. */
export function lifted<T>(kind: RecordKind<T>, id: string, version: number, value: unknown): T {
  if (version === kind.version) return value as T;
  if (version > kind.version) {
    throw new MusubiError('us', 'record.too-new', `${kind.name} ${id} has version ${version}`, {
      details: { kind: kind.name },
    });
  }
  let current = value;
  for (let v = version; v < kind.version; v++) current = kind.migrations[v]?.(current) ?? current;
  const parsed = kind.schema.safeParse(current);
  if (!parsed.success) throw damaged(kind.name, id, parsed.error.message);
  return parsed.data;
}

export function damaged(kind: string, id: string, reason: string): MusubiError {
  return new MusubiError('us', 'record.damaged', `${kind} ${id}: ${reason}`, { details: { kind, id } });
}

/** Pairs of indexed member and comparable text of `where`; an absent member is looked up as null. */
export function lookupOf<T>(kind: RecordKind<T>, where: Partial<T> = {}): [member: string, value: string][] {
  return Object.entries(where).map(([member, value]) => {
    if (!(kind.indexes as readonly string[]).includes(member)) {
      throw new MusubiError('us', 'record.not-indexed', `${kind.name} has no index ${member}`, {
        details: { kind: kind.name, member },
      });
    }
    return [member, canonicalJson(value)];
  });
}

/** Whether a value has the members that `lookupOf` asked for. */
export function matchesLookup(value: unknown, lookup: readonly [member: string, value: string][]): boolean {
  const members = value as Record<string, unknown>;
  return lookup.every(([member, text]) => canonicalJson(members[member]) === text);
}

import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
const memberOf = (member: string) => `json_extract(json, ${literal(`$."${member}"`)})`;

/** Looks records up by indexed members; SQLite keeps one partial index per kind and member, made at first need. */
export class KindLookup {
  readonly #database: DatabaseSync;
  readonly #indexed = new Set<string>();
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Rows of `kind` after id `after`, ascending, whose members equal `values`. */
  rows(
    kind: string,
    values: readonly [member: string, value: SQLInputValue][],
    after: string,
  ): Iterable<Record<string, unknown>> {
    const members = values.map(([member]) => member);
    for (const member of members) this.#ensureIndex(kind, member);
    return this.#statement(kind, members).iterate(...values.map(([, value]) => value), after);
  }

  #ensureIndex(kind: string, member: string): void {
    const name = `record.${kind}.${member}`;
    if (this.#indexed.has(name)) return;
    this.#database.exec(
      `CREATE INDEX IF NOT EXISTS "${name}" ON record (${memberOf(member)}) WHERE kind = ${literal(kind)}`,
    );
    this.#indexed.add(name);
  }

  #statement(kind: string, members: readonly string[]): StatementSync {
    const name = [kind, ...members].join(' ');
    const known = this.#statements.get(name);
    if (known) return known;
    const conditions = members.map((member) => `AND ${memberOf(member)} IS ? `).join('');
    const statement = this.#database.prepare(
      `SELECT * FROM record WHERE kind = ${literal(kind)} ${conditions}AND id > ? ORDER BY id`,
    );
    this.#statements.set(name, statement);
    return statement;
  }
}

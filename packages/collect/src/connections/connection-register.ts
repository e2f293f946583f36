import { type Clock, type Facts, MusubiError, newId } from '@musubi/base';
import { type Connection, connectionRecord, type FactMap, put, type Records, remove } from '@musubi/schema';
import { type Actor, done, SYSTEM } from '../actor.ts';
import type { Connector } from '../connector.ts';
import { maskSecrets, unmaskSecrets } from './secrets.ts';

export interface ConnectionRegisterParts {
  records: Records;
  clock: Clock;
  facts: Facts<FactMap>;
  connectors: Readonly<Record<string, Connector>>;
}

type Settings = Record<string, unknown>;

/** The configured connections. Whatever is changed here is durable and audited before it takes effect. */
export class ConnectionRegister {
  readonly #parts: ConnectionRegisterParts;
  readonly #all = new Map<string, Connection>();

  private constructor(parts: ConnectionRegisterParts) {
    this.#parts = parts;
  }

  static async open(parts: ConnectionRegisterParts): Promise<ConnectionRegister> {
    const register = new ConnectionRegister(parts);
    for (const { value } of await parts.records.list(connectionRecord)) register.#all.set(value.id, value);
    return register;
  }

  all(): Connection[] {
    return [...this.#all.values()];
  }

  /** Rejects with `connection.not-found`. */
  byId(id: string): Connection {
    const connection = this.#all.get(id);
    if (!connection) throw new MusubiError('caller', 'connection.not-found', `no connection ${id}`);
    return connection;
  }

  has(connector: string): boolean {
    return Object.hasOwn(this.#parts.connectors, connector);
  }

  /** Rejects with `connection.connector-unknown`. */
  connector(name: string): Connector {
    const connector = this.has(name) ? this.#parts.connectors[name] : undefined;
    if (connector) return connector;
    throw new MusubiError('caller', 'connection.connector-unknown', `no connector ${name}`, {
      details: { connector: name },
    });
  }

  listens(connection: Connection): boolean {
    return this.#parts.connectors[connection.connector]?.listens ?? false;
  }

  /**
   * Makes sure that each connector the product brings itself has its one connection, under the connector's name,
   * with these members of its settings; all else of it stays as a person set it.
   */
  async ensureBuiltIn(settings: Readonly<Record<string, Settings>>): Promise<void> {
    for (const connector of Object.values(this.#parts.connectors)) {
      if (connector.addable) continue;
      const before = this.#all.get(connector.name);
      const merged = { ...before?.settings, ...settings[connector.name] };
      if (before && JSON.stringify(before.settings) === JSON.stringify(merged)) continue;
      await this.#write({
        id: connector.name,
        name: connector.title.ja,
        connector: connector.name,
        enabled: true,
        simulated: false,
        createdAt: this.#parts.clock.now(),
        ...before,
        settings: merged,
        builtIn: true,
      });
    }
  }

  /** The connection that uploaded files belong to; made at its first use, and nothing runs for it. */
  async ensureUploads(id: string): Promise<Connection> {
    return (
      this.#all.get(id) ??
      this.#write({
        id,
        name: '取り込んだファイル',
        connector: 'file',
        settings: {},
        enabled: false,
        builtIn: true,
        simulated: false,
        createdAt: this.#parts.clock.now(),
      })
    );
  }

  async add(
    wanted: { name: string; connector: string; settings: Settings; simulated?: boolean },
    by: Actor,
  ): Promise<Connection> {
    const connector = this.connector(wanted.connector);
    if (!connector.addable) {
      throw new MusubiError('caller', 'connection.not-addable', `${wanted.connector} exists once`);
    }
    const settings = unmaskSecrets(connector.settings, wanted.settings, {});
    checkSettings(connector, settings);
    const connection: Connection = {
      id: newId('con'),
      name: wanted.name,
      connector: wanted.connector,
      settings,
      enabled: true,
      builtIn: false,
      simulated: wanted.simulated ?? false,
      createdAt: this.#parts.clock.now(),
    };
    return this.#write(connection, by, 'connection.added');
  }

  async change(
    id: string,
    wanted: { name?: string | undefined; settings?: Settings | undefined; enabled?: boolean | undefined },
    by: Actor,
  ): Promise<Connection> {
    const before = this.byId(id);
    const connector = this.connector(before.connector);
    const settings = wanted.settings && unmaskSecrets(connector.settings, wanted.settings, before.settings);
    if (settings) checkSettings(connector, settings);
    const connection: Connection = {
      ...before,
      name: wanted.name ?? before.name,
      settings: settings ?? before.settings,
      enabled: wanted.enabled ?? before.enabled,
    };
    return this.#write(connection, by, 'connection.changed');
  }

  async remove(id: string, by: Actor): Promise<void> {
    const connection = this.byId(id);
    if (connection.builtIn) {
      throw new MusubiError('caller', 'connection.built-in', `${connection.name} belongs to the product`);
    }
    await this.#parts.records.writeAudited(
      [remove(connectionRecord, id)],
      done(by, 'connection.removed', id, { name: connection.name }),
    );
    this.#all.delete(id);
    this.#parts.facts.tell('connectionChanged', { connectionId: id });
  }

  /** The connection as it may be shown. */
  shown(connection: Connection): Connection {
    const connector = this.#parts.connectors[connection.connector];
    // Of an unknown connector nobody can tell which settings are secret.
    const settings = connector ? maskSecrets(connector.settings, connection.settings) : {};
    return { ...connection, settings };
  }

  async #write(connection: Connection, by = SYSTEM, act = 'connection.provided'): Promise<Connection> {
    await this.#parts.records.writeAudited(
      [put(connectionRecord, connection.id, connection)],
      done(by, act, connection.id, { name: connection.name, connector: connection.connector }),
    );
    this.#all.set(connection.id, connection);
    this.#parts.facts.tell('connectionChanged', { connectionId: connection.id });
    return connection;
  }
}

/** Settings as the connector's own schema has them. Rejects with `connection.settings-invalid`, naming the first member. */
export function checkSettings(connector: Connector, settings: Settings): unknown {
  const checked = connector.settings.safeParse(settings);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new MusubiError('caller', 'connection.settings-invalid', checked.error.message, {
    details: { member: issue?.path.join('.') ?? '', problem: issue?.message ?? '' },
  });
}

import { Duplex } from 'node:stream';
import { type Log, MusubiError, reasonOf } from '@musubi/base';
import { Aedes } from 'aedes';
import { generate, type IConnectPacket } from 'mqtt-packet';
import type { DeviceHandle } from '../../connector.ts';
import type { Ingest } from '../../mqtt/ingest.ts';
import { matchesFilter, type TopicRights } from './topics.ts';

/** A client that was let in, as the relay knows it. */
export interface Member {
  readonly device: DeviceHandle;
  /** `<user>/<client id>`: two devices with one client id never meet. */
  readonly clientId: string;
  readonly clean: boolean;
  readonly rights: TopicRights;
  readonly ingest: Ingest;
  /** Bytes for the client; `done` when they left or it is gone. */
  send(bytes: Buffer, done: () => void): void;
  /** The relay ended the connection. */
  ended(): void;
  /** A message that was passed on has been answered. */
  answered(): void;
}

const MOST_FILTERS = 100;
const MOST_RETAINED = 100;
const LARGEST_RETAINED = 16 * 1024;
const MOST_SESSIONS = 20;
const MOST_QUEUED = 1_000;

type Publish = (packet: unknown, client: unknown, done: (error?: Error) => void) => void;
interface Outgoing {
  outgoingEnqueueCombi(subscribers: { clientId: string }[], packet: unknown): Promise<unknown>;
}

/** What the broker keeps of one user, each with its limit. */
interface UserState {
  filters: Set<string>;
  retained: Set<string>;
  sessions: Set<string>;
}

/**
 * The broker proper: sessions, subscriptions, retained messages, wills and QoS 2. Messages pass its hook, which holds
 * the acknowledgement until they are durable. One that nobody subscribed to is not fanned out.
 */
export class Relay {
  readonly #broker: Aedes;
  readonly #log: Log;
  readonly #members = new WeakMap<object, Member>();
  readonly #users = new Map<string, UserState>();
  /** QoS 2 messages taken but not yet released, by client id and message id: a repeat is not stored again. */
  readonly #unreleased = new Map<string, Map<number, Promise<void>>>();
  readonly #queued = new Map<string, number>();
  /** Grows whenever anyone's subscriptions grow, so that routes can be remembered until then. */
  subscriptionVersion = 0;

  private constructor(broker: Aedes, log: Log) {
    this.#broker = broker;
    this.#log = log;
  }

  static async open(log: Log): Promise<Relay> {
    const broker = await Aedes.createBroker({ maxClientsIdLength: 1_000, drainTimeout: 30_000 });
    const relay = new Relay(broker, log);
    relay.#install();
    return relay;
  }

  /** Brings a client in; what it sends from now on is pushed into the answer. */
  join(member: Member, connect: IConnectPacket): Duplex | undefined {
    const user = this.#userState(member.device.address);
    if (member.clean) {
      user.sessions.delete(member.clientId);
      this.#unreleased.delete(member.clientId);
    } else {
      if (user.sessions.size >= MOST_SESSIONS && !user.sessions.has(member.clientId)) return undefined;
      user.sessions.add(member.clientId);
    }
    const bridge = new Duplex({
      read() {},
      write: (bytes: Buffer, _encoding, done) => member.send(bytes, done),
      destroy: (error, done) => {
        member.ended();
        done(error);
      },
    });
    this.#members.set(bridge, member);
    this.#broker.handle(bridge);
    bridge.push(
      generate({
        ...connect,
        protocolId: 'MQTT',
        protocolVersion: 4,
        clientId: member.clientId,
        clean: member.clean,
        // The door watches the connection itself.
        keepalive: 0,
      }),
    );
    return bridge;
  }

  /** Whether anyone subscribed to this topic of `user`; only its own clients can have. */
  hears(user: string, topic: string): boolean {
    for (const filter of this.#users.get(user)?.filters ?? []) if (matchesFilter(filter, topic)) return true;
    return false;
  }

  /** The client released a QoS 2 message: its id may name another one. */
  released(clientId: string, messageId: number): void {
    this.#unreleased.get(clientId)?.delete(messageId);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#broker.close(() => resolve()));
  }

  #install(): void {
    const broker = this.#broker;
    broker.authenticate = (client, _user, _password, done) => done(null, this.#members.has(client.conn));
    broker.authorizePublish = (client, packet, done) => {
      const member = client ? this.#members.get(client.conn) : undefined;
      if (member) this.#take(member, packet as Taken, done);
      else done(client ? refused(packet.topic) : null);
    };
    broker.authorizeSubscribe = (client, subscription, done) => {
      const member = this.#members.get(client.conn);
      done(null, member && this.#maySubscribe(member, subscription.topic) ? subscription : null);
    };
    // Also for what was queued or retained: a refused filter may have been remembered with a session.
    broker.authorizeForward = (client, packet) =>
      this.#members.get(client.conn)?.rights.permitsFilter(packet.topic) ? packet : null;
    broker.on('clientError', (_client, error) => this.#log.debug('mqtt client', { reason: reasonOf(error) }));
    broker.on('connectionError', (_client, error) =>
      this.#log.debug('mqtt client', { reason: reasonOf(error) }),
    );
    broker.on('ack', (_packet, client) => this.#count(client.id, -1));
    (broker as NodeJS.EventEmitter).on('error', (error) =>
      this.#log.error('mqtt relay', { reason: reasonOf(error) }),
    );
    this.#skipFanOutOfUnheard();
    this.#boundQueues();
  }

  #skipFanOutOfUnheard(): void {
    const publish = this.#broker.publish.bind(this.#broker) as unknown as Publish;
    const unheard: Publish = (packet, client, done) => {
      const member = this.#memberOf(client);
      const { topic, retain } = packet as { topic: string; retain: boolean };
      if (member && !retain && !this.hears(member.device.address, topic)) done();
      else publish(packet, client, done);
    };
    Object.assign(this.#broker, { publish: unheard });
  }

  #boundQueues(): void {
    const { persistence } = this.#broker as unknown as { persistence: Outgoing };
    const enqueue = persistence.outgoingEnqueueCombi.bind(persistence);
    persistence.outgoingEnqueueCombi = (subscribers, packet) => {
      const within = subscribers.filter(({ clientId }) => (this.#queued.get(clientId) ?? 0) < MOST_QUEUED);
      for (const { clientId } of within) this.#count(clientId, 1);
      return enqueue(within, packet);
    };
  }

  #memberOf(client: unknown): Member | undefined {
    const { conn } = (client ?? {}) as { conn?: object };
    return conn && this.#members.get(conn);
  }

  #take(member: Member, packet: Taken, done: (error?: Error | null) => void): void {
    const answer = (error?: Error | null) => {
      done(error ?? null);
      member.answered();
    };
    const path = member.rights.path(packet.topic);
    if (path === undefined) {
      this.#log.warn('mqtt publish outside of the device’s own topics', { device: member.device.address });
      answer(refused(packet.topic));
      return;
    }
    const payload = Buffer.from(packet.payload);
    if (packet.retain) packet.retain = this.#mayRetain(member.device.address, packet.topic, payload.length);
    // An empty retained message clears what was retained: it is no reading.
    if (payload.length === 0) answer();
    else if (packet.qos === 2) this.#takeOnce(member, packet, path, payload, answer);
    else {
      member.ingest.add({ device: member.device, address: packet.topic, path, payload }, answer);
      member.ingest.flushSoon();
    }
  }

  #takeOnce(
    member: Member,
    packet: Taken,
    path: string,
    payload: Buffer,
    answer: (error?: Error | null) => void,
  ): void {
    const unreleased = this.#unreleased.get(member.clientId) ?? new Map<number, Promise<void>>();
    this.#unreleased.set(member.clientId, unreleased);
    const { messageId = 0 } = packet;
    const known = unreleased.get(messageId);
    const kept =
      known ??
      new Promise<void>((resolve, reject) => {
        const arrived = { device: member.device, address: packet.topic, path, payload };
        member.ingest.add(arrived, (error) => (error ? reject(error) : resolve()));
        member.ingest.flushSoon();
      });
    if (messageId > 0) unreleased.set(messageId, kept);
    kept.then(
      () => answer(),
      (error: Error) => {
        unreleased.delete(messageId);
        answer(error);
      },
    );
  }

  #maySubscribe(member: Member, filter: string): boolean {
    const { filters } = this.#userState(member.device.address);
    if (!member.rights.permitsFilter(filter)) return false;
    if (filters.size >= MOST_FILTERS && !filters.has(filter)) return false;
    filters.add(filter);
    this.subscriptionVersion += 1;
    return true;
  }

  #mayRetain(user: string, topic: string, bytes: number): boolean {
    const { retained } = this.#userState(user);
    if (bytes === 0) {
      retained.delete(topic);
      return true;
    }
    if (bytes > LARGEST_RETAINED || (retained.size >= MOST_RETAINED && !retained.has(topic))) return false;
    retained.add(topic);
    return true;
  }

  #userState(user: string): UserState {
    const known = this.#users.get(user);
    if (known) return known;
    const state: UserState = { filters: new Set(), retained: new Set(), sessions: new Set() };
    this.#users.set(user, state);
    return state;
  }

  #count(clientId: string, by: number): void {
    const count = Math.max(0, (this.#queued.get(clientId) ?? 0) + by);
    if (count === 0) this.#queued.delete(clientId);
    else this.#queued.set(clientId, count);
  }
}

interface Taken {
  topic: string;
  payload: Buffer | string;
  qos: 0 | 1 | 2;
  retain: boolean;
  messageId?: number;
}

function refused(topic: string): MusubiError {
  return new MusubiError('device', 'mqtt.not-allowed', `no right to ${topic.slice(0, 100)}`);
}

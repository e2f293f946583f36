import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { newId, reasonOf } from '@musubi/base';
import type { IConnectPacket } from 'mqtt-packet';
import type { ConnectorContext, DeviceHandle } from '../../connector.ts';
import {
  type Frame,
  Packet,
  PINGRESP,
  type PublishParts,
  pubacks,
  readFrame,
  readPublish,
} from '../../mqtt/frames.ts';
import { Ingest } from '../../mqtt/ingest.ts';
import type { ArrivalStamps } from '../../payload/arrival-stamps.ts';
import { admit, isClean, protocolLevel, readConnect } from './admission.ts';
import type { Relay } from './relay.ts';
import { Routes } from './routes.ts';
import type { TopicRights } from './topics.ts';
import { refusal, Version5 } from './version5.ts';
import { GUEST_STAYS_MS, type Guest, type WaitingRoom } from './waiting-room.ts';

/** What all clients of the broker share. */
export interface Broker {
  readonly context: ConnectorContext;
  readonly relay: Relay;
  readonly waitingRoom: WaitingRoom;
  readonly stamps: ArrivalStamps;
  readonly largestMessage: number;
  readonly ownNameTopics: boolean;
  /** The client is gone; `graceful` if it said so. */
  left(session: Session): void;
}

/** Larger than any CONNECT with a will needs; strangers may not send more. */
const LARGEST_CONNECT = 16 * 1024;
const CONNECT_WITHIN_MS = 10_000;

interface Membership {
  device: DeviceHandle;
  routes: Routes;
  ingest: Ingest;
  clientId: string;
  bridge: Duplex;
  version5: Version5 | undefined;
}

/**
 * One client's connection. Publications of QoS 0 and 1 that nobody subscribed to, which is all of telemetry, are read
 * here and go straight to the store; every other packet goes through the relay. Either way the acknowledgement waits
 * for the disk. Order is kept by letting a packet for the relay wait for what is still on the straight way.
 */
export class Session {
  readonly #broker: Broker;
  readonly #socket: Socket;
  readonly #frame: Frame = { head: 0, start: 0, body: 0, end: 0 };
  readonly #publish: PublishParts = {
    qos: 0,
    retain: false,
    topicStart: 0,
    topicEnd: 0,
    messageId: 0,
    payload: 0,
  };
  #rest: Buffer | undefined;
  #member: Membership | undefined;
  #guest: Guest | undefined;
  #version = 4;
  #joined = false;
  #holds = 0;
  /** Messages given to the relay and not yet answered. */
  #relayed = 0;
  #keepaliveMs = 0;
  #lastSeen: number;
  #corked = false;
  readonly #onRevoked = () => this.cut();
  graceful = false;

  constructor(socket: Socket, broker: Broker) {
    this.#socket = socket;
    this.#broker = broker;
    this.#lastSeen = broker.context.clock.monotonic();
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => broker.context.log.debug('mqtt socket', { reason: reasonOf(error) }));
    socket.on('close', () => this.#closed());
  }

  /** The device, once it was let in. */
  get device(): DeviceHandle | undefined {
    return this.#member?.device;
  }

  get anonymous(): boolean {
    return !this.#member;
  }

  cut(): void {
    this.#socket.destroy();
  }

  /** Ends connections that are silent for longer than they promised (MQTT 3.1.1, 3.1.2.10). */
  watch(now: number): void {
    const silent = now - this.#lastSeen;
    const busy = this.#holds > 0 || this.#member?.ingest.busy;
    if (!this.#member && silent >= (this.#guest ? GUEST_STAYS_MS : CONNECT_WITHIN_MS)) this.cut();
    else if (this.#keepaliveMs > 0 && silent > this.#keepaliveMs * 1.5 && !busy) this.cut();
  }

  #take(chunk: Buffer): void {
    // A guest's stay is counted from its arrival, whatever it sends.
    if (!this.#guest) this.#lastSeen = this.#broker.context.clock.monotonic();
    this.#rest = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    if (this.#holds === 0) this.#tryReadAll();
  }

  /** The edge at which a failure ends: one client's packet must never stop the others. */
  #tryReadAll(): void {
    try {
      this.#readAll();
    } catch (error) {
      this.#broker.context.log.error('mqtt client failed', { reason: reasonOf(error) });
      this.cut();
    }
  }

  #readAll(): void {
    const bytes = this.#rest;
    if (!bytes) return;
    let at = 0;
    const largest = this.#member ? this.#broker.largestMessage : LARGEST_CONNECT;
    while (this.#holds === 0 && at < bytes.length && !this.#socket.destroyed) {
      const whole = readFrame(bytes, at, largest, this.#frame);
      if (whole === 'bad') {
        this.cut();
        return;
      }
      if (!whole) break;
      if (!this.#dispatch(bytes)) break;
      at = this.#frame.end;
    }
    this.#rest = at < bytes.length ? bytes.subarray(at) : undefined;
    const ingest = this.#member?.ingest;
    ingest?.flush();
    if (ingest?.full) this.#holdWhile(ingest.idle());
  }

  /** Handles the packet in `#frame`; false if it has to wait. */
  #dispatch(bytes: Buffer): boolean {
    const type = this.#frame.head >> 4;
    const member = this.#member;
    if (!member) {
      if (this.#guest) this.#showGuest(bytes, type, this.#guest);
      else if (type === Packet.Connect) this.#connect(bytes);
      else this.cut();
      return true;
    }
    if (type === Packet.Publish) return this.#publication(bytes, member);
    if (type === Packet.Pingreq) this.#socket.write(PINGRESP);
    else if (type === Packet.Connect) this.cut();
    else this.#pass(bytes, type, member);
    return true;
  }

  #connect(bytes: Buffer): void {
    const frame = bytes.subarray(this.#frame.start, this.#frame.end);
    const connect = readConnect(frame);
    if (!connect) {
      const level = protocolLevel(frame, this.#frame.body - this.#frame.start);
      if (level < 3 || level > 5) this.#socket.end(refusal(4, 1));
      else this.cut();
      return;
    }
    const { context, waitingRoom, ownNameTopics } = this.#broker;
    this.#version = connect.protocolVersion ?? 4;
    const admission = admit(connect, context, waitingRoom, ownNameTopics);
    if (admission.kind === 'refused') this.#socket.end(refusal(this.#version, admission.returnCode));
    else if (admission.kind === 'guest') this.#welcomeGuest(admission.address);
    else this.#join(connect, admission.device, admission.rights);
  }

  #join(connect: IConnectPacket, device: DeviceHandle, rights: TopicRights): void {
    const { context, relay, stamps } = this.#broker;
    const assigned = connect.clientId === '' ? newId('mqtt') : undefined;
    const clientId = `${device.address}/${assigned ?? connect.clientId}`;
    const ingest = new Ingest(context, stamps, {
      acknowledge: (messageIds) => this.#socket.write(pubacks(messageIds)),
      fail: (error) => {
        context.log.warn('mqtt messages could not be kept', {
          device: device.address,
          reason: reasonOf(error),
        });
        this.cut();
      },
    });
    const bridge = relay.join(
      {
        device,
        clientId,
        clean: isClean(connect),
        rights,
        ingest,
        send: (sent, done) => this.#send(sent, done),
        ended: () => this.#socket.destroySoon(),
        answered: () => {
          this.#relayed -= 1;
        },
      },
      connect,
    );
    if (!bridge) {
      this.#socket.end(refusal(this.#version, 3));
      return;
    }
    const version5 = this.#version === 5 ? new Version5(this.#connackProperties(assigned)) : undefined;
    const routes = new Routes(device.address, rights, relay);
    this.#member = { device, routes, ingest, clientId, bridge, version5 };
    this.#keepaliveMs = (connect.keepalive ?? 0) * 1000;
    device.revoked.addEventListener('abort', this.#onRevoked);
    // Nothing is read until the relay has answered: its CONNACK comes first.
    this.#holds += 1;
    this.#socket.pause();
  }

  #connackProperties(assigned: string | undefined) {
    return {
      receiveMaximum: 1_000,
      maximumPacketSize: this.#broker.largestMessage,
      topicAliasMaximum: 0,
      sharedSubscriptionAvailable: false,
      subscriptionIdentifiersAvailable: false,
      ...(assigned && { assignedClientIdentifier: assigned }),
    };
  }

  #publication(bytes: Buffer, member: Membership): boolean {
    const publish = this.#publish;
    if (!readPublish(bytes, this.#frame, this.#version, publish)) {
      this.cut();
      return true;
    }
    const route = member.routes.of(bytes, publish);
    if (!route || route.path === undefined) {
      // MQTT 3.1.1 has no refusal of a message but the end of the connection.
      const { log } = this.#broker.context;
      log.warn('mqtt publish outside of the device’s own topics', { device: member.device.address });
      this.cut();
      return true;
    }
    if (publish.qos < 2 && !publish.retain && !route.heard && this.#relayed === 0) {
      const payload = bytes.subarray(publish.payload, this.#frame.end);
      const { topic: address, path } = route;
      member.ingest.add({ device: member.device, address, path, payload }, publish.messageId);
      return true;
    }
    if (member.ingest.busy && this.#relayed === 0) {
      member.ingest.flush();
      this.#holdWhile(member.ingest.idle());
      return false;
    }
    this.#relayed += 1;
    this.#pass(bytes, Packet.Publish, member);
    return true;
  }

  #pass(bytes: Buffer, type: number, member: Membership): void {
    const raw = bytes.subarray(this.#frame.start, this.#frame.end);
    if (type === Packet.Pubrel && raw.length >= 4) {
      this.#broker.relay.released(member.clientId, raw.readUInt16BE(this.#frame.body - this.#frame.start));
    }
    if (type === Packet.Disconnect) {
      this.graceful = true;
      // MQTT 5, 3.14.2.1: reason 4 is a good-bye that wants the will sent.
      if (member.version5 && bytes[this.#frame.body] === 4 && this.#frame.end > this.#frame.body) {
        this.cut();
        return;
      }
    }
    const understood = member.version5 ? member.version5.toRelay(raw) : raw;
    if (!understood) this.cut();
    else if (!member.bridge.destroyed) member.bridge.push(understood);
  }

  #send(bytes: Buffer, done: () => void): void {
    if (this.#socket.destroyed) {
      done();
      return;
    }
    const translated = this.#member?.version5 ? this.#member.version5.fromRelay(bytes) : bytes;
    this.#cork();
    if (translated.length === 0 || this.#socket.write(translated)) done();
    else this.#socket.once('drain', done);
    if (!this.#joined) {
      this.#joined = true;
      setImmediate(() => this.#release());
    }
  }

  /** The relay writes a packet in pieces: they leave together. */
  #cork(): void {
    if (this.#corked) return;
    this.#corked = true;
    this.#socket.cork();
    process.nextTick(() => {
      this.#corked = false;
      this.#socket.uncork();
    });
  }

  #holdWhile(work: Promise<void>): void {
    this.#holds += 1;
    this.#socket.pause();
    void work.then(() => this.#release());
  }

  #release(): void {
    this.#holds -= 1;
    if (this.#holds > 0 || this.#socket.destroyed) return;
    this.#lastSeen = this.#broker.context.clock.monotonic();
    this.#tryReadAll();
    if (this.#holds === 0) this.#socket.resume();
  }

  #welcomeGuest(address: string): void {
    const { waitingRoom, ownNameTopics } = this.#broker;
    this.#guest = waitingRoom.enter(address, ownNameTopics);
    this.#socket.write(refusal(this.#version, 0));
  }

  #showGuest(bytes: Buffer, type: number, guest: Guest): void {
    const publish = this.#publish;
    if (type === Packet.Pingreq) {
      this.#socket.write(PINGRESP);
    } else if (type === Packet.Publish && readPublish(bytes, this.#frame, this.#version, publish)) {
      const topic = bytes.toString('utf8', publish.topicStart, publish.topicEnd);
      const payload = bytes.subarray(publish.payload, this.#frame.end);
      if (!guest.show(topic, payload, this.#broker.context.clock.now())) this.cut();
    } else if (type !== Packet.Subscribe) {
      this.cut();
    }
  }

  #closed(): void {
    this.#guest?.goes(this.#broker.context);
    this.#guest = undefined;
    this.#rest = undefined;
    this.#member?.device.revoked.removeEventListener('abort', this.#onRevoked);
    const bridge = this.#member?.bridge;
    if (bridge && !bridge.destroyed) {
      // After the relay has read what was passed on, as it must know of a good-bye.
      if (this.graceful) bridge.push(null);
      else bridge.destroy();
    }
    this.#broker.left(this);
  }
}

import { isUtf8 } from 'node:buffer';
import type { PublishParts } from '../../mqtt/frames.ts';
import type { Relay } from './relay.ts';
import type { TopicRights } from './topics.ts';

/** Where the messages of one topic lead. */
export interface Route {
  topic: string;
  /** Below the device; undefined where the device has no right to publish. */
  path: string | undefined;
  /** Someone subscribed to it. */
  heard: boolean;
}

const MOST_ROUTES = 1_000;

/** The routes of one device's topics, remembered: a device has few topics and sends each of them for ever. */
export class Routes {
  readonly #user: string;
  readonly #rights: TopicRights;
  readonly #relay: Relay;
  readonly #known = new Map<string, Route>();
  #version = -1;

  constructor(user: string, rights: TopicRights, relay: Relay) {
    this.#user = user;
    this.#rights = rights;
    this.#relay = relay;
  }

  /** The route of a PUBLISH; undefined if its topic is none (not UTF-8, or with wildcards). */
  of(bytes: Buffer, publish: PublishParts): Route | undefined {
    if (this.#version !== this.#relay.subscriptionVersion || this.#known.size > MOST_ROUTES) {
      this.#known.clear();
      this.#version = this.#relay.subscriptionVersion;
    }
    const key = bytes.toString('latin1', publish.topicStart, publish.topicEnd);
    const known = this.#known.get(key);
    if (known) return known;
    const raw = bytes.subarray(publish.topicStart, publish.topicEnd);
    const topic = raw.toString();
    if (!isUtf8(raw) || /[+#\0]/.test(topic)) return undefined;
    const route = { topic, path: this.#rights.path(topic), heard: this.#relay.hears(this.#user, topic) };
    this.#known.set(key, route);
    return route;
  }
}

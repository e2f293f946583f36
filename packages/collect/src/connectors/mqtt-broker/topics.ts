/** The words under `musubi/<user>/` that only say «readings follow» and are no part of a series' name. */
const PLAIN_WORDS: ReadonlySet<string> = new Set(['readings', 'telemetry']);

const USER = /^[^\s/+#$\p{Cc}][^/+#\p{Cc}]{0,199}$/u;

/** Whether `user` can stand as one level of a topic. */
export function isUser(user: string): boolean {
  return USER.test(user);
}

/**
 * What one device may publish and subscribe: `musubi/<user>` and all below it, and, for devices whose topics can't be
 * chosen, whatever begins with its own name. Nothing else: devices never see each other.
 */
export class TopicRights {
  readonly #roots: string[];

  constructor(user: string, ownNameTopics: boolean) {
    // A device named like our own prefix would own everybody's topics.
    this.#roots = ownNameTopics && user !== 'musubi' ? [`musubi/${user}`, user] : [`musubi/${user}`];
  }

  /** Where below the device `topic` lies, without the words that say nothing; undefined where it has no business. */
  path(topic: string): string | undefined {
    for (const root of this.#roots) {
      if (topic === root) return '';
      if (!topic.startsWith(root) || topic[root.length] !== '/') continue;
      const path = topic.slice(root.length + 1);
      return PLAIN_WORDS.has(path) ? '' : path;
    }
    return undefined;
  }

  /** A filter's wildcards stand below the root, where they reach the device's own topics only. */
  permitsFilter(filter: string): boolean {
    return this.path(filter) !== undefined;
  }
}

/** Whether a subscription's filter takes in `topic` (MQTT 3.1.1, 4.7). */
export function matchesFilter(filter: string, topic: string): boolean {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i] === '#') return true;
    if (i >= levels.length || (wanted[i] !== '+' && wanted[i] !== levels[i])) return false;
  }
  return wanted.length === levels.length;
}

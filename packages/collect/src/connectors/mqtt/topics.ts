import { MusubiError } from '@musubi/base';

/** Where a message belongs: its device (undefined: the source's own) and its path below it. */
export interface Place {
  device: string | undefined;
  path: string;
}

const DEVICE = '{device}';

/**
 * Reads the device from a level of the topic: `plant/{device}/#` takes the second level, `+` any level, and what `#`
 * stands for names the series. Topics that don't fit belong to the source itself, with their whole name.
 */
export class TopicMapping {
  readonly #levels: string[] | undefined;

  constructor(pattern: string | undefined) {
    if (!pattern) return;
    this.#levels = pattern.split('/');
    const devices = this.#levels.filter((level) => level === DEVICE).length;
    const hash = this.#levels.indexOf('#');
    if (devices !== 1 || (hash >= 0 && hash !== this.#levels.length - 1)) {
      throw new MusubiError('caller', 'mqtt.bad-pattern', `topic pattern ${pattern}`, {
        details: { pattern },
      });
    }
  }

  place(topic: string): Place {
    return this.#fit(topic.split('/')) ?? { device: undefined, path: topic };
  }

  #fit(levels: string[]): Place | undefined {
    const pattern = this.#levels;
    if (!pattern) return undefined;
    const open = pattern.at(-1) === '#';
    const fixed = open ? pattern.length - 1 : pattern.length;
    if (open ? levels.length < fixed : levels.length !== fixed) return undefined;
    let device = '';
    for (let i = 0; i < fixed; i++) {
      if (pattern[i] === DEVICE) device = levels[i]!;
      else if (pattern[i] !== '+' && pattern[i] !== levels[i]) return undefined;
    }
    // Without `#` the levels behind the device name the series.
    const from = open ? fixed : pattern.indexOf(DEVICE) + 1;
    return device === '' ? undefined : { device, path: levels.slice(from).join('/') };
  }
}

import type { SentObservation } from './observations.ts';

/**
 * What an adapter tells a client that comes later: the newest value of each data item under its own stamp, so that
 * a client that comes back hears nothing as new that it had already.
 */
export class Present {
  readonly #lines = new Map<string, string>();

  saw(text: string, observations: readonly SentObservation[]): void {
    const stamp = text.slice(0, text.indexOf('|'));
    for (const { key, kind, value } of observations) {
      if (kind === 'value' || kind === 'blank') this.#lines.set(key, `${stamp}|${key}|${value}`);
      else if (kind !== 'asset') this.#lines.set(key, text);
    }
  }

  lines(): string[] {
    return [...this.#lines.values()];
  }
}

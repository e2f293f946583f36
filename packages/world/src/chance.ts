/**
 * Chance without a stream: the same (seed, name, number) always gives the same draw, so that a signal can be read
 * at any moment, in any order, and history meets the live value exactly.
 */
export interface Chance {
  /** A draw in [0, 1) for event `n`. */
  uniform(n: number): number;
  /** A normally distributed draw for event `n`, mean 0, standard deviation 1, never beyond ±3. */
  normal(n: number): number;
  /** A 32-bit seed for a stream of event `n`. */
  seed(n: number): number;
}

export function chance(seed: number, name: string): Chance {
  const key = mix(hashText(name) ^ Math.imul(seed | 0, 0x9e3779b1));
  const draw = (n: number) => {
    // Both halves count: event numbers are often times in milliseconds, beyond 32 bits.
    const high = Math.floor(n / 4_294_967_296);
    return mix(mix(key ^ (n >>> 0)) + Math.imul(high | 0, 0x85ebca6b));
  };
  return {
    seed: draw,
    uniform: (n) => draw(n) / 4_294_967_296,
    normal: (n) => {
      const bits = draw(n);
      // Three uniforms of 10 bits, summed (Irwin-Hall): variance 3/12, so times two gives unit variance.
      const sum = (bits & 1023) + ((bits >>> 10) & 1023) + ((bits >>> 20) & 1023);
      return (sum / 1023 - 1.5) * 2;
    },
  };
}

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A bijective mixing of 32 bits. */
function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}

/**
 * Quality of one reading, one byte, decided at the edge and carried to the KPI.
 * 0-63 usable, 64-127 usable with doubt, 128-255 not usable: kept, shown, never summed.
 */
export const Quality = {
  Good: 0,
  /** The value was repaired by a filter (counter wrap, reset, time stamp). */
  Repaired: 1,
  /** The filter computed this value from several readings. */
  Computed: 2,
  Uncertain: 64,
  /** The source's clock could not be believed; the time is the arrival's. */
  ClockSuspect: 65,
  /** A person or a rule put this value in place of a missing one. */
  Substituted: 66,
  Bad: 128,
  NotANumber: 129,
  Infinite: 130,
  OutOfRange: 131,
  WrongType: 132,
  /** The device itself says it has no value (MTConnect UNAVAILABLE). */
  Unavailable: 133,
  /** The link went down: from here on the value is unknown. */
  LinkDown: 134,
  /** A filter found it to be a spike; the value is as it came. */
  Spike: 135,
} as const;

export type QualityName = keyof typeof Quality;

export function isUsable(quality: number): boolean {
  return quality < 128;
}

const names = new Map<number, QualityName>(
  Object.entries(Quality).map(([name, code]) => [code, name as QualityName]),
);

/** The name of a code; an unknown code is read as the head of its class, never as good. */
export function qualityName(code: number): QualityName {
  return names.get(code) ?? (code < 128 ? 'Uncertain' : 'Bad');
}

import type { Calendar } from '../blocks/calendar.ts';
import { roomTemperature } from '../blocks/thermal.ts';
import { chance } from '../chance.ts';

const climate = { mean: 20, yearSwing: 7, daySwing: 2.6 };

/** °C in the hall of 結び製作所: warmer than outside in winter, not cooled in summer. */
export function hallTemperature(calendar: Calendar, seed: number): (time: number) => number {
  const weather = chance(seed, 'weather');
  return (time) => roomTemperature(climate, calendar, time, weather);
}

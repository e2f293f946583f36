import { MusubiError } from '@musubi/base';

/** Each unit as [factor, offset] to the first unit of its quantity: base = value × factor + offset. */
type Quantity = Readonly<Record<string, readonly [factor: number, offset: number]>>;

const QUANTITIES: readonly Quantity[] = [
  { '°C': [1, 0], K: [1, -273.15], '°F': [5 / 9, -160 / 9] },
  { mm: [1, 0], µm: [1e-3, 0], cm: [10, 0], m: [1e3, 0], km: [1e6, 0], in: [25.4, 0], ft: [304.8, 0] },
  {
    kPa: [1, 0],
    Pa: [1e-3, 0],
    hPa: [0.1, 0],
    MPa: [1e3, 0],
    mbar: [0.1, 0],
    bar: [100, 0],
    psi: [6.894_757_293_168, 0],
    'kgf/cm²': [98.0665, 0],
    atm: [101.325, 0],
    mmHg: [0.133_322_387_415, 0],
  },
  { A: [1, 0], mA: [1e-3, 0], µA: [1e-6, 0], kA: [1e3, 0] },
  { V: [1, 0], mV: [1e-3, 0], kV: [1e3, 0] },
  { kW: [1, 0], W: [1e-3, 0], mW: [1e-6, 0], MW: [1e3, 0], PS: [0.735_498_75, 0] },
  {
    kWh: [1, 0],
    Wh: [1e-3, 0],
    MWh: [1e3, 0],
    J: [1 / 3.6e6, 0],
    kJ: [1 / 3.6e3, 0],
    MJ: [1 / 3.6, 0],
    GJ: [1e3 / 3.6, 0],
    kcal: [4.184 / 3.6e3, 0],
  },
  {
    'L/min': [1, 0],
    'mL/min': [1e-3, 0],
    'L/h': [1 / 60, 0],
    'L/s': [60, 0],
    'm³/min': [1e3, 0],
    'm³/h': [1e3 / 60, 0],
  },
  {
    'm/s': [1, 0],
    'mm/s': [1e-3, 0],
    'm/min': [1 / 60, 0],
    'mm/min': [1e-3 / 60, 0],
    'km/h': [1 / 3.6, 0],
    'in/s': [0.0254, 0],
  },
  { 'm/s²': [1, 0], 'mm/s²': [1e-3, 0], G: [9.806_65, 0], Gal: [0.01, 0] },
  { rpm: [1, 0], Hz: [60, 0], 'rad/s': [60 / (2 * Math.PI), 0] },
  { s: [1, 0], ms: [1e-3, 0], min: [60, 0], h: [3_600, 0], d: [86_400, 0] },
  { kg: [1, 0], g: [1e-3, 0], mg: [1e-6, 0], t: [1e3, 0], lb: [0.453_592_37, 0] },
  { L: [1, 0], mL: [1e-3, 0], 'm³': [1e3, 0] },
  { N: [1, 0], kN: [1e3, 0], kgf: [9.806_65, 0] },
  { '%': [1, 0], ppm: [1e-4, 0], '1': [100, 0] },
];

/** How people and devices write it → the symbol we show. */
const SPELLINGS: Readonly<Record<string, string>> = {
  '℃': '°C',
  degC: '°C',
  C: '°C',
  '℉': '°F',
  degF: '°F',
  'l/min': 'L/min',
  lpm: 'L/min',
  'l/h': 'L/h',
  'l/s': 'L/s',
  'ml/min': 'mL/min',
  'm3/h': 'm³/h',
  'm3/min': 'm³/min',
  'kgf/cm2': 'kgf/cm²',
  'm/s2': 'm/s²',
  'm/s^2': 'm/s²',
  'mm/s2': 'mm/s²',
  gal: 'Gal',
  'min-1': 'rpm',
  'min⁻¹': 'rpm',
  'r/min': 'rpm',
  l: 'L',
  ml: 'mL',
  m3: 'm³',
  '％': '%',
  pct: '%',
  percent: '%',
};

/** The symbol we show for a unit as someone wrote it; unknown ones stay as they are. */
export function unitSymbol(written: string): string {
  const plain = written.trim().replace('μ', 'µ');
  return SPELLINGS[plain] ?? plain;
}

/** All symbols that convert into `unit`, itself included; empty if it is unknown. */
export function unitsLike(unit: string): string[] {
  const symbol = unitSymbol(unit);
  return Object.keys(QUANTITIES.find((quantity) => Object.hasOwn(quantity, symbol)) ?? {});
}

/** The line `to = from × factor + offset`. Rejects with `filter.unit-unknown` or `filter.unit-mismatch`. */
export function conversion(from: string, to: string): { factor: number; offset: number } {
  const source = unitSymbol(from);
  const target = unitSymbol(to);
  const quantity = QUANTITIES.find((some) => Object.hasOwn(some, source));
  const known = QUANTITIES.some((some) => Object.hasOwn(some, target));
  if (!quantity || !known) {
    const unit = quantity ? to : from;
    throw new MusubiError('caller', 'filter.unit-unknown', `unknown unit ${unit}`, { details: { unit } });
  }
  if (!Object.hasOwn(quantity, target)) {
    throw new MusubiError('caller', 'filter.unit-mismatch', `${from} is no ${to}`, { details: { from, to } });
  }
  const [factor, offset] = quantity[source]!;
  const [targetFactor, targetOffset] = quantity[target]!;
  return { factor: factor / targetFactor, offset: (offset - targetOffset) / targetFactor };
}

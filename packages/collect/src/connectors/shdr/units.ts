const SYMBOLS: Readonly<Record<string, string>> = {
  AMPERE: 'A',
  CELSIUS: '°C',
  COUNT: '',
  DECIBEL: 'dB',
  DEGREE: '°',
  FAHRENHEIT: '°F',
  GRAM: 'g',
  HERTZ: 'Hz',
  INCH: 'in',
  JOULE: 'J',
  KILOGRAM: 'kg',
  KILOPASCAL: 'kPa',
  KILOWATT: 'kW',
  LITER: 'L',
  METER: 'm',
  MICRO_RADIAN: 'µrad',
  MILLIMETER: 'mm',
  MILLISECOND: 'ms',
  MINUTE: 'min',
  HOUR: 'h',
  NEWTON: 'N',
  NEWTON_METER: 'N·m',
  OHM: 'Ω',
  PASCAL: 'Pa',
  PASCAL_SECOND: 'Pa·s',
  PERCENT: '%',
  PH: 'pH',
  POUND: 'lb',
  RADIAN: 'rad',
  REVOLUTION: '1',
  SECOND: 's',
  SIEMENS: 'S',
  VOLT: 'V',
  VOLT_AMPERE: 'V·A',
  VOLT_AMPERE_REACTIVE: 'var',
  WATT: 'W',
  WATT_SECOND: 'W·s',
  COULOMB: 'C',
};

/** The symbol people read for a unit of MTConnect: `MILLIMETER/SECOND^2` is mm/s². Unknown ones stay as they are. */
export function symbolOf(units: string): string {
  const [name = '', ...per] = units.replace(/_3D$/, '').split('/');
  if (per.length === 0) return partSymbol(name);
  const below = per.map(partSymbol).join('/');
  return `${partSymbol(name) || '1'}/${below}`.slice(0, 20);
}

function partSymbol(part: string): string {
  const [name = '', power] = part.split('^');
  const symbol = SYMBOLS[name] ?? name.toLowerCase();
  if (power === '2') return `${symbol}²`;
  return (power === '3' ? `${symbol}³` : symbol).slice(0, 20);
}

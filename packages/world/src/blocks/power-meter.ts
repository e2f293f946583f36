export interface MeterParameters {
  /** kWh per step of the register. */
  unit: number;
  /** Ratio of the current and voltage transformers (乗率): true kWh = register × unit × coefficient. */
  coefficient: number;
  /** Digits of the register; it wraps to 0 after all nines. */
  digits: number;
}

/** What the register of a meter shows after `kwh` of true energy: whole steps, wrapped. */
export function meterRegister(parameters: MeterParameters, kwh: number): number {
  const steps = Math.floor(kwh / (parameters.unit * parameters.coefficient));
  return steps % 10 ** parameters.digits;
}

/** The energy that a register stands for, kWh; whole turns are not known to it. */
export function registerEnergy(parameters: MeterParameters, register: number): number {
  return register * parameters.unit * parameters.coefficient;
}

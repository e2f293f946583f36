import { MusubiError } from '@musubi/base';
import { refuseUnknown } from './refuse-unknown.ts';
import { flagName, isSwitch, type SettingName, settingNames } from './settings.ts';

const byFlag = new Map(settingNames.map((name) => [flagName(name), name]));

/** `--https-port 9443`, `--https-port=9443`, `--demo`, `--no-demo`; the last one of a name counts. */
export function readFlags(args: readonly string[]): Partial<Record<SettingName, unknown>> {
  const values: Partial<Record<SettingName, unknown>> = {};
  for (let i = 0; i < args.length; i++) {
    const [flag, inline] = split(args[i]!);
    const negated = flag.startsWith('no-') ? byFlag.get(flag.slice(3)) : undefined;
    const name = byFlag.get(flag) ?? negated;
    if (!name || (negated && !isSwitch(negated)))
      refuseUnknown(
        `--${flag}`,
        [...byFlag.keys()].map((known) => `--${known}`),
      );
    else if (isSwitch(name)) values[name] = inline ?? !negated;
    else {
      const value = inline ?? args[++i];
      if (value === undefined) {
        throw new MusubiError('caller', 'config.missing-value', `--${flag} without a value`, {
          details: { name: `--${flag}` },
        });
      }
      values[name] = value;
    }
  }
  return values;
}

function split(argument: string): [string, string | undefined] {
  if (!argument.startsWith('--')) {
    throw new MusubiError('caller', 'config.stray-argument', `stray argument ${argument}`, {
      details: { name: argument },
    });
  }
  const at = argument.indexOf('=');
  return at < 0 ? [argument.slice(2), undefined] : [argument.slice(2, at), argument.slice(at + 1)];
}

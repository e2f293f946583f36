import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMusubiError } from '@musubi/base';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explainConfig, helpText } from './explain.ts';
import { readConfig } from './read-config.ts';
import { environmentName, flagName, settingNames } from './settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'musubi-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function refusal(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (isMusubiError(error)) return { code: error.code, ...error.details };
  }
  return undefined;
}

describe('the configuration', () => {
  it('takes flags over the environment over the file over the defaults', () => {
    writeFileSync(join(folder, 'musubi.yaml'), 'httpsPort: 1001\nmqttPort: 1002\nlogLevel: warn # quiet\n');
    const { config, origins } = readConfig(['--data', folder, '--https-port=2001', '--demo'], {
      MUSUBI_HTTPS_PORT: '3001',
      MUSUBI_MQTT_PORT: '3002',
      MUSUBI_EMPTY: 'false',
      PATH: '/bin',
    });
    expect(config).toMatchObject({
      httpsPort: 2001,
      mqttPort: 3002,
      logLevel: 'warn',
      demo: true,
      empty: false,
    });
    expect(config.httpPort).toBe(8080);
    expect(origins.httpsPort).toEqual({ from: 'flag' });
    expect(origins.mqttPort).toEqual({ from: 'environment' });
    expect(origins.logLevel).toEqual({ from: 'file', file: join(folder, 'musubi.yaml') });
    expect(origins.httpPort).toEqual({ from: 'default' });
  });

  it('reads JSON too', () => {
    writeFileSync(join(folder, 'musubi.json'), '{"backupHour": 4}');
    expect(readConfig(['--data', folder], {}).config.backupHour).toBe(4);
  });

  it('refuses what it does not know and names what was probably meant', () => {
    expect(refusal(() => readConfig(['--htps-port', '1'], {}))).toMatchObject({
      code: 'config.unknown-setting',
      nearest: '--https-port',
    });
    expect(refusal(() => readConfig([], { MUSUBI_LOGLEVEL: 'info' }))).toMatchObject({
      nearest: 'MUSUBI_LOG_LEVEL',
    });
    writeFileSync(join(folder, 'musubi.yaml'), 'mqttport: 1');
    expect(refusal(() => readConfig(['--data', folder], {}))).toMatchObject({ nearest: 'mqttPort' });
  });

  it('names the value that can not be and where it stands', () => {
    expect(refusal(() => readConfig([], { MUSUBI_HTTPS_PORT: 'abc' }))).toMatchObject({
      code: 'config.wrong-value',
      name: 'httpsPort',
      origin: 'MUSUBI_HTTPS_PORT',
    });
    expect(refusal(() => readConfig(['--https-port'], {}))).toMatchObject({ code: 'config.missing-value' });
    expect(refusal(() => readConfig(['start'], {}))).toMatchObject({ code: 'config.stray-argument' });
  });

  it('turns switches off again', () => {
    expect(readConfig(['--demo', '--no-demo'], {}).config.demo).toBe(false);
  });

  it('explains every setting in both languages', () => {
    const help = helpText();
    for (const name of settingNames) {
      expect(help).toContain(`--${flagName(name)}`);
      expect(help).toContain(environmentName(name));
    }
    for (const one of explainConfig(readConfig(['--data', folder], {}))) {
      expect(one.ja).toMatch(/[ぁ-ん]/);
      expect(one.en).toMatch(/[a-z]/);
    }
  });
});

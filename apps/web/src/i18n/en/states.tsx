import type { ConnectionHealth, DeviceLife, QualityName, Role, ValueKind } from './state-names.ts';

type Names<K extends string> = Record<K, string>;

const machine: Names<'receiving' | 'silent' | 'never'> = {
  receiving: 'receiving',
  silent: 'silent',
  never: 'nothing yet',
};
const connection: Names<ConnectionHealth> = {
  starting: 'starting',
  running: 'receiving',
  silent: 'silent',
  retrying: 'reconnecting',
  stopped: 'switched off',
  refused: 'refused',
};
const device: Names<DeviceLife> = { ...machine, revoked: 'cut off' };
const backup: Names<'running' | 'verifying' | 'good' | 'failed'> = {
  running: 'being made',
  verifying: 'being checked',
  good: 'good',
  failed: 'failed',
};
const quality: Names<QualityName> = {
  Good: 'good',
  Repaired: 'repaired',
  Computed: 'computed',
  Uncertain: 'doubtful',
  ClockSuspect: 'clock not believed',
  Substituted: 'put in by hand',
  Bad: 'unusable',
  NotANumber: 'not a number',
  Infinite: 'infinite',
  OutOfRange: 'impossible value',
  WrongType: 'wrong type',
  Unavailable: 'device has no value',
  LinkDown: 'link down',
  Spike: 'spike',
};
const role: Names<Role> = {
  viewer: 'Viewer',
  worker: 'Worker',
  leader: 'Leader',
  administrator: 'Administrator',
  adviser: 'Adviser',
};
const kind: Names<ValueKind> = { number: 'number', text: 'text', boolean: 'on / off', state: 'state' };

export const states = {
  machine,
  connection,
  device,
  backup,
  quality,
  role,
  kind,
  known: {
    run: 'running',
    idle: 'idle',
    setup: 'setting up',
    stop: 'stopped',
    fault: 'fault',
    unknown: 'unknown',
  },
  on: 'on',
  off: 'off',
  unknown: 'unknown',
  outsideNormal: 'outside normal',
};

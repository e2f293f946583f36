import type { ReactNode } from 'react';
import { plural } from './plural.ts';

export const site = {
  name: 'This site',
  sentence: (c: {
    readings: ReactNode;
    days: string | undefined;
    daysLeft?: string | undefined;
    backup: ReactNode;
  }) => (
    <>
      {c.readings} readings {c.days ? `of ${c.days} days` : 'of today'} are stored
      {c.daysLeft && <>, and the disk lasts {c.daysLeft} more days</>}. {c.backup}
    </>
  ),
  backupGood: (when: ReactNode) => <>The last good backup is {when} old.</>,
  backupNone: (link: ReactNode) => <>There is {link} yet.</>,
  backupNoneLink: 'no good backup',
  addresses: 'Addresses',
  addressesHelp: 'Open one of these on any tablet or PC in the shop.',
  trust: 'Let a tablet trust this installation',
  trustHelp:
    'Scan this once with each tablet; it explains how to install the certificate, and the browser warning goes away.',
  trustQr: 'QR code to the trust page',
  fingerprint: 'Certificate fingerprint',
  fingerprintHelp: 'Compare it with the one the device shows before you trust it.',
  validTo: 'Valid until',
  mqtt: 'MQTT for devices',
  mqttSecure: 'encrypted',
  mqttPlain: 'plain',
  mqttPlainHere: 'on this PC only',
  mqttPlainLan: 'open to the network',
  disk: 'Disk',
  free: 'Free',
  used: 'Used by Musubi',
  perDay: 'Grows per day',
  daysLeft: 'Lasts',
  days: (count: string) => `${count} days`,
  unknownYet: 'known after one day of collecting',
  program: 'Program',
  version: 'Version',
  runningSince: 'Running since',
  setAside: 'Set aside at the start',
  file: 'File',
  reason: 'Reason',
  when: 'When',
  demo: 'Demo factory',
  demoRuns: 'The demo factory is running beside your own machines. Everything it plays is marked.',
  demoGone: 'The demo factory is not running.',
  demoBack: 'Bring the demo factory back',
  demoStarted: 'The demo factory starts. Its first values come within seconds.',
  demoRemoved: (devices: number, series: number) =>
    `Demo factory removed: ${devices} ${plural(devices, 'device')}, ${series} ${plural(series, 'item')}.`,
  scripts: 'For scripts',
  openapi: 'OpenAPI description',
  openapiHelp: 'Everything a screen can do, a script can do with an access token.',
};

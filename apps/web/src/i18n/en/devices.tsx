import type { ReactNode } from 'react';
import { plural } from './plural.ts';

export const devices = {
  name: 'Devices',
  none: 'No device is accepted yet.',
  sentence: (c: { total: ReactNode; n: number; silent: ReactNode; silentN: number }) => (
    <>
      {c.total} {plural(c.n, 'device')} {plural(c.n, 'delivers', 'deliver')}
      {c.silentN > 0 ? (
        <>
          ; {c.silent} of them {plural(c.silentN, 'is', 'are')} silent.
        </>
      ) : (
        '; none is silent.'
      )}
    </>
  ),
  device: 'Device',
  machine: 'Machine',
  connection: 'Connection',
  state: 'State',
  lastReading: 'Last reading',
  items: 'Items',
  address: 'Address',
  edit: 'Change',
  editTitle: (name: string) => `Change «${name}»`,
  nameLabel: 'Name',
  machineLabel: 'Machine',
  machineHelp: 'The machine whose values it delivers. A new name makes a new machine.',
  silentAfter: 'Counts as silent after',
  silentAfterUnit: 'seconds',
  silentAfterHelp: 'No reading for this long, and the machine is shown as silent.',
  maker: 'Maker',
  model: 'Model',
  serial: 'Serial number',
  cutOff: 'Cut off',
  cutOffTitle: (name: string) => `Cut off «${name}»?`,
  cutOffWhat:
    'Its credentials stop working at once and nothing more of it is accepted. All readings stored so far stay. To connect it again, invite it anew.',
  cutOffDone: (name: string) => `${name} is cut off.`,
  emptyTitle: 'No device yet',
  emptyWhy:
    'A device delivers the values of a machine. Invite one, or connect a source that has its own address.',
  invite: 'Invite a device',
  foundName: 'Found devices',
  foundNone: 'Nothing unknown is asking to deliver.',
  foundSentence: (c: { count: ReactNode; n: number }) => (
    <>
      {c.count} unknown {plural(c.n, 'device asks', 'devices ask')} to deliver.{' '}
      {plural(c.n, 'It is', 'They are')} refused until you decide.
    </>
  ),
  foundEmptyTitle: 'Nothing found',
  foundEmptyWhy:
    'A device that knows this address but is not accepted appears here within seconds of its first call.',
  firstSeen: 'First call',
  lastSeen: 'Last call',
  attempts: (n: string) => `${n} calls`,
  wouldDeliver: 'It would deliver',
  sampleValue: 'Sample',
  accept: 'Accept',
  acceptTitle: 'Accept this device',
  acceptWhat: 'From now on its readings are stored. You can rename it and its items at any time.',
  accepted: (name: string) => `${name} is accepted. Its first readings come within seconds.`,
  dismiss: 'Dismiss',
  dismissTitle: (name: string) => `Dismiss «${name}»?`,
  dismissWhat: 'It stays refused and is no longer shown here. Nothing of it was stored.',
  dismissed: (name: string) => `${name} stays refused.`,
  credentialsTitle: 'Credentials of the device',
  credentialsOnce: 'Shown only this once. Enter them in the device now.',
  user: 'User',
  secret: 'Password',
  inviteName: 'Invite a device',
  inviteSentence: 'Give the device a code; it enrols itself within ten minutes.',
  inviteRunning: (left: ReactNode) => <>This code is valid for {left} and for one device.</>,
  inviteOver: 'The code has expired. Nothing was connected. Make a new one.',
  inviteWay: 'How does the device speak?',
  inviteDevice: 'What is the device called?',
  makeCode: 'Make a code',
  newCode: 'Make a new code',
  codeLabel: 'One-time code',
  qrLabel: 'QR code with the enrolment link',
  byHand: 'By hand, from any computer on the network',
  step1: 'Trade the code for credentials',
  step2: 'Send readings',
  mqttExample: 'MQTT (mosquitto_pub)',
  httpExample: 'HTTP (curl)',
  pythonExample: 'Python',
  exampleNote:
    'USER and SECRET come from the answer of the first step. The values appear on the shop floor at once.',
  caNote: (address: string) => `The device must trust this installation's certificate: ${address}`,
  step0: 'Fetch the certificate that the lines below trust (once)',
  unnamed: 'New device',
  giveCredentials: 'Give credentials by hand',
  giveCredentialsHelp:
    'A code suits a device that can enrol itself. By hand you get a user and a password to type in, at once.',
  copyLink: 'Copy the link',
  another: 'Invite another device',
  enrolName: 'Enrol this device',
  enrolSentence: 'Trade the one-time code for the credentials of one device.',
  enrol: 'Enrol',
  waiting: 'Waiting for the first call',
  arrived: (name: ReactNode) => <>{name} is connected.</>,
};

import type { ReactNode } from 'react';
import { plural } from './plural.ts';

export const machines = {
  name: 'Shop floor',
  none: 'No machine is connected yet.',
  sentence: (c: {
    total: number;
    receiving: number;
    totalLink: ReactNode;
    receivingLink: ReactNode;
    worst?: { name: ReactNode; since: string } | undefined;
    otherSilent: number;
    outside: number;
    outsideLink: ReactNode;
  }) => (
    <>
      {c.receiving === c.total ? (
        <>{c.total === 1 ? 'The one machine is' : <>All {c.totalLink} machines are</>} sending data.</>
      ) : (
        <>
          {c.receivingLink} of {c.totalLink} {plural(c.total, 'machine')} {plural(c.receiving, 'is', 'are')}{' '}
          sending data.
        </>
      )}
      {c.worst && (
        <>
          {' '}
          {c.worst.name} has been silent for {c.worst.since}
          {c.otherSilent > 0 && `, and ${c.otherSilent} more`}.
        </>
      )}
      {c.outside > 0 && (
        <>
          {' '}
          {c.outsideLink} {plural(c.outside, 'value is', 'values are')} outside the normal band.
        </>
      )}
    </>
  ),
  since: (duration: string) => `for ${duration}`,
  emptyTitle: 'No machine yet',
  emptyWhy:
    'A machine appears here as soon as its first device is accepted. The first value then comes within seconds.',
  emptyInvite: 'Connect a device',
  emptyDemo: 'Bring the demo factory back',
  noValues: 'No values yet. They appear with the first reading.',
  trendOf: (name: string) => `${name}, last hour`,
  more: (count: number) => `and ${count} more ${plural(count, 'value')}`,
  lastReading: 'Last reading',
  devices: 'Devices',
  liveValues: 'Live values',
  value: 'Value',
  age: 'Age',
  quality: 'Quality',
  normal: 'Normal',
  normalBand: (low: string, high: string) => `${low} to ${high}`,
  normalAbove: (low: string) => `from ${low}`,
  normalBelow: (high: string) => `up to ${high}`,
  lastHour: 'Last hour',
  exploreThis: 'Explore',
  exploreMachine: 'Explore this machine',
  machineSentence: (c: { name: string; values: ReactNode; count: number; age: string; state: string }) =>
    c.state === 'never' ? (
      <>{c.name} has not sent anything yet.</>
    ) : c.state === 'silent' ? (
      <>
        {c.name} has been silent for {c.age}. What you see below is the last that is known of {c.values}{' '}
        {plural(c.count, 'value')}.
      </>
    ) : (
      <>
        {c.name} is sending data: {c.values} {plural(c.count, 'value')}, the newest {c.age} old.
      </>
    ),
  outsideSentence: (count: ReactNode, n: number) => (
    <>
      {' '}
      {count} {plural(n, 'is', 'are')} outside the normal band.
    </>
  ),
  gone: 'This machine does not exist (any more).',
};

import { join } from 'node:path';
import { must } from '@musubi/base';
import type { Claim } from '../measure/claim.ts';
import { folderBytes } from '../measure/folder-bytes.ts';
import { victoriaMetrics } from '../peers/victoria-metrics.ts';

export const bytesPerReading: Claim = {
  question:
    'Bytes per reading of one closed day: 200 series, one reading a second (half noisy with two decimals, counters, on/off, nearly constant)',
  needsFactoryDay: true,
  async measure(report, day) {
    const { musubi, peers, absent, readings } = await day();
    await musubi.stop();
    report.say(
      `${readings.toLocaleString('en-US')} readings; Musubi keeps quality and both times, the peers one time and the value`,
    );
    const ours = folderBytes(join(musubi.plant.folder, 'series')) / readings;
    report.figure('Musubi, all files with 1-minute and 1-hour rows', 'B', [ours]);
    const segments = folderBytes(join(musubi.plant.folder, 'series', 'days')) / readings;
    report.figure('Musubi, the closed day alone', 'B', [segments]);
    const sizes = new Map<string, number>();
    for (const peer of peers)
      sizes.set(peer.name, report.figure(peer.name, 'B', [(await peer.bytes()) / readings]));
    for (const { name, reason } of absent) report.skip(name, reason);
    for (const [name, size] of sizes) {
      const target = name === victoriaMetrics.name ? { must: 1.8, aim: 1.1 } : { must: 1, aim: 0.2 };
      report.hold(`closed day / ${name}`, segments / must(size, 'a size'), { ...target, better: 'lower' });
    }
  },
};

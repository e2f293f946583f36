/** Packages of Debian beyond npm's; what needs a missing one skips itself and says so. */

export const FAULT_TOOLS = [
  { package: 'e2fsprogs', command: 'mkfs.ext4', use: 'power-cut tests' },
  { package: 'strace', command: 'strace', use: 'failing-disk tests' },
  {
    package: 'libfaketime',
    files: [
      '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1',
      '/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1',
    ],
    use: 'clock-jump tests',
  },
];

export const TEST_TOOLS = [
  { package: 'chromium', files: ['chromium', 'chromium-browser', 'google-chrome'], use: 'browser tests' },
  { package: 'mosquitto', command: 'mosquitto', use: 'tests against an outside broker' },
  ...FAULT_TOOLS,
];

/** The peers of the measured claims. */
export const PEERS = [
  { package: 'victoria-metrics', command: 'victoria-metrics', use: 'the comparison with VictoriaMetrics' },
  { package: 'influxdb', command: 'influxd', use: 'the comparison with InfluxDB' },
  { package: 'postgresql', command: '/usr/lib/postgresql', use: 'the comparison with PostgreSQL' },
  { package: 'mosquitto', command: 'mosquitto', use: 'the comparison with Mosquitto' },
  { package: 'wrk', command: 'wrk', use: 'the HTTP claim' },
];

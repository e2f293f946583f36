// Parsed by whatever Node is installed, so: no syntax newer than ES modules themselves.
const LEAST_MAJOR = 20;

/** Ends with a clear text when the running Node is older than the oldest that can install and start Musubi. */
export function refuseOldNode() {
  if (Number(process.versions.node.split('.')[0]) >= LEAST_MAJOR) return;
  process.stderr.write(
    '\n✗ Node.js ' +
      process.versions.node +
      ' は古すぎます。20 以上を入れてください: https://nodejs.org/ (データには触れていません)\n' +
      '  Node.js ' +
      process.versions.node +
      ' is too old. Please install 20 or newer: https://nodejs.org/ (no data was touched)\n',
  );
  process.exit(1);
}

/** The words before a command that make its n-th `fsync` or `fdatasync`, and all later ones, fail with EIO (F8). */
export function failingSync(options: { from: number }): readonly string[] {
  return [
    'strace',
    '--follow-forks',
    '--quiet=all',
    '--output=/dev/null',
    '--trace=fsync,fdatasync',
    `--inject=fsync,fdatasync:error=EIO:when=${options.from}+`,
  ];
}

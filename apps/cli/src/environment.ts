/** The process environment; nothing else on the command line reads it. */
export function systemEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

/** The process environment; nothing else in the product reads it. */
export function systemEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

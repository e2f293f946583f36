/** «1 machine», «3 machines»; the number stays a part of its own so that it can be a link. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}

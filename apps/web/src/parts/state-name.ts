/** A machine state in the words of the shop; what the product has no word for is shown as the machine says it. */
export function stateName(known: Readonly<Record<string, string>>, state: string): string {
  return Object.hasOwn(known, state) ? known[state]! : state;
}

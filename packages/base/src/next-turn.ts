/** Resolves in the next turn of the event loop: everything that arrived in this one is gathered by then. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

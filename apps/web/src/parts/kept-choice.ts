/** A choice that this browser keeps; unreadable or unknown values count as the first option. */
export function keptChoice<T extends string>(key: string, options: readonly [T, ...T[]]) {
  return {
    read(): T {
      try {
        const kept = localStorage.getItem(key);
        return options.find((option) => option === kept) ?? options[0];
      } catch {
        // Private windows may refuse storage; the choice then lasts as long as the page.
        return options[0];
      }
    },
    write(value: T): void {
      try {
        localStorage.setItem(key, value);
      } catch {
        // As above: nothing is kept, nothing breaks.
      }
    },
  };
}

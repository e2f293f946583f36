import { useSyncExternalStore } from 'react';
import { browserClock } from './browser-clock.ts';

const SHOWN_MS = 6_000;
let said: readonly { id: number; text: string }[] = [];
let next = 1;
const listeners = new Set<() => void>();

function set(toasts: typeof said): void {
  said = toasts;
  for (const listener of listeners) listener();
}

/** Says in passing that something was done; read aloud politely, gone after some seconds. */
export function say(text: string): void {
  const id = next++;
  set([...said.slice(-2), { id, text }]);
  browserClock.after(SHOWN_MS, () => set(said.filter((toast) => toast.id !== id)));
}

export function Toasts() {
  const toasts = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => said,
  );
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map(({ id, text }) => (
        <p key={id} className="toast">
          {text}
        </p>
      ))}
    </div>
  );
}

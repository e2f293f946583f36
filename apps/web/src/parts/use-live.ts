import type { LiveValue } from '@musubi/schema/api';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { LiveChannel, type LiveSocket } from '../live.ts';
import { browserClock } from './browser-clock.ts';

function openSocket(): LiveSocket {
  const scheme = location.protocol === 'http:' ? 'ws' : 'wss';
  return new WebSocket(`${scheme}://${location.host}/api/live`) as LiveSocket;
}

export const liveChannel = new LiveChannel(openSocket, browserClock);
document.addEventListener('visibilitychange', () => liveChannel.look(!document.hidden));

/** Asks for the live values of these series as long as the part is mounted. */
export function useShown(seriesIds: readonly string[]): void {
  const key = seriesIds.join(' ');
  useEffect(() => (key === '' ? undefined : liveChannel.show(key.split(' '))), [key]);
}

/** The newest live value of a series; undefined until one arrived. */
export function useLive(series: number): LiveValue | undefined {
  const listen = useCallback((listener: () => void) => liveChannel.listen(series, listener), [series]);
  return useSyncExternalStore(listen, () => liveChannel.latest(series));
}

export function useLivePhase() {
  return useSyncExternalStore(
    (listener) => liveChannel.listenPhase(listener),
    () => liveChannel.phase,
  );
}

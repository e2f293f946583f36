import { type RefObject, useEffect, useRef } from 'react';
import { PLOT_LEFT, PLOT_RIGHT } from './plot-options.ts';

/** What hands do on the chart; `place` is 0 at the left edge of the plot and 1 at the right. */
export interface Gestures {
  zoom(factor: number, place: number): void;
  /** By a share of the span; positive shows what comes later. */
  move(share: number): void;
  point(place: number | undefined): void;
  choose(place: number): void;
}

const TAP_PX = 6;

/** Wheel and pinch zoom, drag moves, a tap chooses. Everything has a button and a key as well. */
export function useGestures(area: RefObject<HTMLElement | null>, gestures: Gestures): void {
  const newest = useRef(gestures);
  newest.current = gestures;
  useEffect(() => {
    const element = area.current;
    if (!element) return undefined;
    const pointers = new Map<number, number>();
    let travelled = 0;
    const plotWidth = () => Math.max(1, element.clientWidth - PLOT_LEFT - PLOT_RIGHT);
    const placeOf = (x: number) => (x - element.getBoundingClientRect().left - PLOT_LEFT) / plotWidth();
    const inside = (place: number) => Math.min(1, Math.max(0, place));

    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (sideways || event.shiftKey) newest.current.move((event.deltaX || event.deltaY) / plotWidth());
      else
        newest.current.zoom(
          Math.exp(Math.max(-1, Math.min(1, event.deltaY / 300))),
          inside(placeOf(event.clientX)),
        );
    };
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0) return;
      pointers.set(event.pointerId, event.clientX);
      travelled = pointers.size > 1 ? TAP_PX : 0;
      element.setPointerCapture(event.pointerId);
    };
    const onMove = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId);
      if (before === undefined) {
        const place = placeOf(event.clientX);
        newest.current.point(place >= 0 && place <= 1 ? place : undefined);
        return;
      }
      const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, x]) => x);
      pointers.set(event.pointerId, event.clientX);
      travelled += Math.abs(event.clientX - before);
      const other = others[0];
      if (other !== undefined) {
        const was = Math.max(20, Math.abs(before - other));
        const is = Math.max(20, Math.abs(event.clientX - other));
        newest.current.zoom(was / is, inside(placeOf((event.clientX + other) / 2)));
      } else if (travelled > TAP_PX) newest.current.move((before - event.clientX) / plotWidth());
    };
    const onUp = (event: PointerEvent) => {
      const known = pointers.delete(event.pointerId);
      if (known && event.type === 'pointerup' && travelled <= TAP_PX)
        newest.current.choose(inside(placeOf(event.clientX)));
    };
    const onLeave = () => newest.current.point(undefined);

    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointercancel', onUp);
    element.addEventListener('pointerleave', onLeave);
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerup', onUp);
      element.removeEventListener('pointercancel', onUp);
      element.removeEventListener('pointerleave', onLeave);
    };
  }, [area]);
}

import { useEffect, useState } from 'react';

const names = ['ink', 'soft', 'line', 'band', 'spread', 'second', 'third', 'fourth'] as const;
export type Ink = Readonly<Record<(typeof names)[number], string>>;

function readInk(): Ink {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Ink;
}

/** The theme's colours for a canvas, read anew when the theme changes. */
export function useInk(): Ink {
  const [ink, setInk] = useState(readInk);
  useEffect(() => {
    const renew = () => setInk(readInk());
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const observer = new MutationObserver(renew);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    dark.addEventListener('change', renew);
    return () => {
      observer.disconnect();
      dark.removeEventListener('change', renew);
    };
  }, []);
  return ink;
}

/** A canvas does not inherit the page's font. */
export const CHART_FONT =
  '13px "Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic UI", sans-serif';

/** Lines differ in dash as well as in colour. */
export const DASHES: readonly (readonly number[])[] = [[], [7, 3], [2, 2], [9, 3, 2, 3]];

export function inkOf(ink: Ink, i: number): string {
  return [ink.ink, ink.second, ink.third, ink.fourth][i % 4]!;
}

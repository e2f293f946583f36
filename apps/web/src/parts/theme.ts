import { useState } from 'react';
import { keptChoice } from './kept-choice.ts';

const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const kept = keptChoice('musubi-theme', themes);

/** Shows the kept theme; called before the first paint. */
export function applyTheme(theme: Theme = kept.read()): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function useTheme() {
  const [theme, setTheme] = useState(kept.read);
  return {
    theme,
    themes,
    choose(next: Theme) {
      kept.write(next);
      applyTheme(next);
      setTheme(next);
    },
  };
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { violationsOf } from './accessible.ts';
import { hasBrowser, type Language, openBrowser, screens, settle, speak, walkIn } from './browser.ts';
import { isBuilt, openSampleMusubi } from './sample-musubi.ts';

declare module 'vitest' {
  interface ProvidedContext {
    shots: string;
  }
}

const EXPLORED = 'ser-mc-1-spindle_load~ser-mc-1-coolant_temp~ser-mc-1-execution';
const paths = {
  floor: '/',
  machine: '/machines/mc-1',
  'explore-empty': '/explore',
  explore: `/explore?items=${EXPLORED}`,
  'explore-week': `/explore?items=${EXPLORED}&span=604800000`,
  connections: '/collect',
  'add-connection': '/collect/add',
  connection: '/collect/connections/mqtt-out',
  'connection-settings': '/collect/connections/shdr-okuma',
  devices: '/collect/devices',
  found: '/collect/found',
  invite: '/collect/invite',
  items: '/collect/items',
  filters: '/collect/filters',
  filter: '/collect/filters/flt-1',
  unreadable: '/collect/unreadable',
  files: '/collect/files',
  site: '/site',
  people: '/site/people',
  tokens: '/site/tokens',
  audit: '/site/audit',
  backups: '/site/backups',
  me: '/site/me',
  login: '/login',
  enrol: '/enrol#K7QM-3XWD',
  'not-found': '/nowhere',
} as const;

/** Each way of looking: the narrowest, the widest, dark, enlarged and with the system's own colours. */
const looks: Record<string, BrowserContextOptions> = {
  'desktop-light': { viewport: screens.desktop, colorScheme: 'light' },
  'desktop-dark': { viewport: screens.desktop, colorScheme: 'dark' },
  'tablet-light': { viewport: screens.tablet, hasTouch: true },
  'phone-dark': { viewport: screens.phone, hasTouch: true, colorScheme: 'dark' },
  'zoom-200': { viewport: screens.zoomed },
  'forced-colours': { viewport: screens.desktop, forcedColors: 'active' },
};

const shots = inject('shots') ?? '';

describe.skipIf(!hasBrowser || !isBuilt)('every screen', { timeout: 120_000 }, () => {
  let browser: Browser;
  let musubi: Awaited<ReturnType<typeof openSampleMusubi>>;
  beforeAll(async () => {
    browser = await openBrowser();
    musubi = await openSampleMusubi('full');
    if (shots) mkdirSync(shots, { recursive: true });
  });
  afterAll(async () => {
    await musubi[Symbol.asyncDispose]();
    await browser.close();
  });

  const languages: Language[] = ['ja', 'en'];
  const all = languages.flatMap((language) => Object.keys(looks).map((look) => [language, look] as const));
  // Every screen in both languages and every look in one of them; with pictures, everything in everything.
  const everyday = new Set([
    'ja desktop-light',
    'ja phone-dark',
    'ja zoom-200',
    'en desktop-dark',
    'en tablet-light',
    'en forced-colours',
  ]);
  const cases = all.filter((one) => shots !== '' || everyday.has(one.join(' ')));
  it.each(cases)(
    'in %s, %s: no accessibility violation, nothing wider than the page, no complaint of the browser',
    async (language, look) => {
      const { page, complaints } = await walkIn(browser, language, looks[look]);
      await speak(page, language);
      const problems: string[] = [];
      for (const [name, path] of Object.entries(paths)) {
        await page.goto(`${musubi.url}${path}`);
        if (name === 'not-found') await page.locator('h1').waitFor();
        else await settle(page);
        if (shots)
          await page.screenshot({ path: join(shots, `${name}-${language}-${look}.png`), fullPage: true });
        for (const violation of await violationsOf(page)) problems.push(`${name}: ${violation}`);
        const isWider = await page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1,
        );
        if (isWider) problems.push(`${name}: wider than the page`);
      }
      await page.context().close();
      expect(problems).toEqual([]);
      expect(complaints).toEqual([]);
    },
    300_000,
  );
});

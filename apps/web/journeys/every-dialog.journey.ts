import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOf } from './accessible.ts';
import { hasBrowser, type Language, openBrowser, settle, speak, walkIn } from './browser.ts';
import { isBuilt, openSampleMusubi } from './sample-musubi.ts';

const press = (page: Page, name: string) =>
  page
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .click();

/** Where each dialog is, and what opens it. */
function dialogsOf(
  language: Language,
): Record<string, { path: string; open: (page: Page) => Promise<void> }> {
  const spoken = (ja: string, en: string) => (language === 'ja' ? ja : en);
  return {
    'choose items': { path: '/explore', open: (page) => press(page, spoken('項目を選ぶ', 'Choose items')) },
    origin: {
      path: '/explore?items=ser-mc-1-spindle_load',
      async open(page) {
        await page.locator('canvas').waitFor();
        await page.locator('.chart').focus();
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.press('Enter');
        await page.getByText('Okuma MULTUS U3000').first().waitFor();
      },
    },
    'change device': { path: '/collect/devices', open: (page) => press(page, spoken('変更', 'Change')) },
    'cut off device': {
      path: '/collect/devices',
      open: (page) => press(page, spoken('切り離す', 'Cut off')),
    },
    'accept device': { path: '/collect/found', open: (page) => press(page, spoken('受け入れる', 'Accept')) },
    'change item': { path: '/collect/items', open: (page) => press(page, spoken('変更', 'Change')) },
    'look inside': {
      path: '/collect/unreadable',
      open: (page) => press(page, spoken('中を見る', 'Look inside')),
    },
    'remove connection': {
      path: '/collect/connections/shdr-okuma',
      open: (page) => press(page, spoken('接続を取り除く', 'Remove connection')),
    },
    'add person': { path: '/site/people', open: (page) => press(page, spoken('人を追加', 'Add a person')) },
    'make token': {
      path: '/site/tokens',
      open: (page) => press(page, spoken('トークンを作る', 'Make a token')),
    },
    'remove demo': {
      path: '/site',
      open: (page) => press(page, spoken('デモ工場を取り除く', 'Remove the demo factory')),
    },
  };
}

describe.skipIf(!hasBrowser || !isBuilt)('every dialog', { timeout: 120_000 }, () => {
  let browser: Browser;
  let musubi: Awaited<ReturnType<typeof openSampleMusubi>>;
  beforeAll(async () => {
    browser = await openBrowser();
    musubi = await openSampleMusubi('full');
  });
  afterAll(async () => {
    await musubi[Symbol.asyncDispose]();
    await browser.close();
  });

  it.each(['ja', 'en'] as const)(
    'in %s has no accessibility violation and closes by Escape',
    async (language) => {
      const { page, complaints } = await walkIn(browser, language);
      await speak(page, language);
      const problems: string[] = [];
      for (const [name, { path, open }] of Object.entries(dialogsOf(language))) {
        await page.goto(`${musubi.url}${path}`);
        await settle(page);
        await open(page);
        const dialog = page.locator('[role=dialog], [role=alertdialog]');
        await dialog.waitFor();
        for (const violation of await violationsOf(page)) problems.push(`${name}: ${violation}`);
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'hidden' });
      }
      await page.context().close();
      expect(problems).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, openBrowser, screens, settle, speak, walkIn } from './browser.ts';
import { isBuilt, openSampleMusubi } from './sample-musubi.ts';

const LOAD = 'ser-mc-1-spindle_load';

describe.skipIf(!hasBrowser || !isBuilt)('調べる', { timeout: 120_000 }, () => {
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

  async function explore(path: string, options = {}): Promise<Page> {
    const { page } = await walkIn(browser, 'ja', options);
    await speak(page, 'ja');
    await page.goto(`${musubi.url}${path}`);
    await settle(page);
    return page;
  }
  const spanOf = (page: Page) => Number(new URL(page.url()).searchParams.get('span'));

  it('draws after machine and items were tapped', async () => {
    const page = await explore('/explore', { viewport: screens.tablet, hasTouch: true });
    await page.getByRole('button', { name: '項目を選ぶ' }).tap();
    await page.getByRole('radio', { name: /マシニングセンタ1号機/ }).tap();
    await page.getByRole('checkbox', { name: /主軸負荷/ }).tap();
    await page.getByRole('checkbox', { name: /実行状態/ }).tap();
    await page.getByRole('button', { name: 'グラフを描く' }).tap();
    await page.locator('canvas').waitFor();
    await page.locator('.stretch').first().waitFor();
    expect(new URL(page.url()).searchParams.get('items')).toBe(`${LOAD}~ser-mc-1-execution`);
    await page.context().close();
  });

  it('zooms and moves by wheel, button and key, and keeps it in the address', async () => {
    const page = await explore(`/explore?items=${LOAD}`);
    const chart = page.getByRole('img', { name: /主軸負荷/ });
    await chart.waitFor();
    await page.getByRole('button', { name: '1週', exact: true }).click();
    await expect.poll(() => spanOf(page)).toBe(604_800_000);
    await chart.hover();
    await page.mouse.wheel(0, -300);
    await expect.poll(() => spanOf(page)).toBeLessThan(400_000_000);
    await chart.focus();
    const before = spanOf(page);
    await page.keyboard.press('-');
    await expect.poll(() => spanOf(page)).toBeGreaterThan(before);
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(() => new URL(page.url()).searchParams.has('to')).toBe(true);
    await page.getByRole('button', { name: '今へ' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.has('to')).toBe(false);
    await page.context().close();
  });

  it('tells where a point came from, by keyboard', async () => {
    const page = await explore(`/explore?items=${LOAD}`);
    const chart = page.getByRole('img', { name: /主軸負荷/ });
    await chart.focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'この点の出どころ' });
    await dialog.getByText('Okuma MULTUS U3000').waitFor();
    await dialog.getByText('主軸負荷の間引き（第3版）').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.context().close();
  });

  it('shows the same as a table that can be copied', async () => {
    const page = await explore(`/explore?items=${LOAD}`, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.getByRole('button', { name: '表で見る' }).click();
    await page.getByRole('button', { name: '表をコピー' }).click();
    await page.getByText('コピーしました').waitFor();
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
    expect(lines[0]).toBe('時刻\t主軸負荷 (%)');
    expect(lines.length).toBeGreaterThan(100);
    expect(lines[1]).toMatch(/^\d{4}年\d+月\d+日\(.\) \d\d:\d\d:\d\d\t\d/);
    await page.context().close();
  });

  it('offers the span shown as CSV, Excel and Parquet', async () => {
    const page = await explore(`/explore?items=${LOAD}&span=3600000&to=1795478400000`);
    await page.getByText('書き出し', { exact: true }).click();
    const href = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
    const query = new URL(href ?? '', musubi.url).searchParams;
    expect(Object.fromEntries(query)).toEqual({
      seriesIds: LOAD,
      from: '1795474800000',
      to: '1795478400000',
      format: 'csv',
      grain: 'raw',
      language: 'ja',
    });
    await page.getByLabel('細かさ').selectOption('hour');
    expect(await page.getByRole('link', { name: 'Parquet' }).count()).toBe(0);
    await page.context().close();
  });

  it('says so when nothing was stored in a time', async () => {
    const page = await explore('/explore?items=ser-lathe-2-current&span=60000');
    await page.getByText('この期間のデータはありません').waitFor();
    await page.context().close();
  });
});

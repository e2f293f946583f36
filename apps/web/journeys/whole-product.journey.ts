import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, openBrowser, walkIn } from './browser.ts';
import { startProduct } from './running-product.ts';
import { isBuilt } from './sample-musubi.ts';

describe.skipIf(!hasBrowser || !isBuilt)('the whole product', { timeout: 180_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('leads from the printed link to live data, and from there to the live chart of a hand-made publisher', async () => {
    await using musubi = await startProduct();
    const { page, complaints } = await walkIn(browser, 'ja');
    page.setDefaultTimeout(60_000);

    // From the printed link to something alive.
    await page.goto(musubi.setupLink);
    await page.getByRole('button', { name: '次へ' }).click();
    await page.getByRole('button', { name: '次へ' }).click();
    await page.getByLabel('名前', { exact: true }).fill('山田 花子');
    await page.getByLabel('ログイン名').fill('hanako');
    await page.getByLabel('パスワード').fill('asa no kouba 7ji');
    await page.getByRole('button', { name: '管理者を登録する' }).click();
    await page.getByRole('link', { name: 'デモ工場を見てみる' }).click();
    await page.locator('.machine-tile').first().waitFor();
    const shown = page.locator('.machine-tile .reading-value');
    const before = await shown.allTextContents();
    await expect.poll(() => shown.allTextContents(), { timeout: 60_000 }).not.toEqual(before);

    // A device of one's own, by the line that the screen offers.
    await page.goto(`${musubi.url}/collect/invite`);
    await page.getByLabel('機器の名前').fill('手作り温度計');
    await page.getByRole('button', { name: '認証情報を自分で入力する' }).click();
    const line = await page.locator('pre', { hasText: '/api/readings' }).first().textContent();
    const account = /-u '([^']+)'/.exec(line ?? '')?.[1] ?? '';
    const deliver = (temperature: number) =>
      page.request.post(`${musubi.url}/api/readings`, {
        headers: { authorization: `Basic ${Buffer.from(account).toString('base64')}` },
        data: { values: { temperature } },
      });
    expect(await (await deliver(21.5)).json()).toMatchObject({ stored: 1, quarantined: 0 });

    // Live on the shop floor, on its own page, and as a chart.
    await page.goto(musubi.url);
    await page.getByRole('link', { name: /手作り温度計/ }).click();
    await page.getByRole('cell', { name: '21.50' }).waitFor();
    await deliver(22.75);
    await page.getByRole('cell', { name: '22.75' }).waitFor();
    await page.getByRole('link', { name: 'この機械を調べる' }).click();
    await page.locator('canvas').waitFor();
    await deliver(24.25);
    await page.getByText('24.25').first().waitFor();

    // Where a point came from, and the same as a file.
    await page.locator('.chart').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('手作り温度計').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('書き出し', { exact: true }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);

    await page.context().close();
    expect(complaints).toEqual([]);
  });
});

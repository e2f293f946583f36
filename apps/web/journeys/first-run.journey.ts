import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOf } from './accessible.ts';
import { hasBrowser, openBrowser, walkIn } from './browser.ts';
import { isBuilt, openSampleMusubi } from './sample-musubi.ts';

describe.skipIf(!hasBrowser || !isBuilt)('the first run', { timeout: 120_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('leads from the set-up link to something alive in four steps, by keyboard alone', async () => {
    await using musubi = await openSampleMusubi('fresh');
    const { page, complaints } = await walkIn(browser, 'ja');
    await page.goto(`${musubi.url}/setup#setup=s3cret`);
    await page.getByRole('radio', { name: 'English' }).waitFor();
    const problems = await violationsOf(page);
    await page.getByRole('radio', { name: 'English' }).press('Space');
    await page.getByRole('radio', { name: '日本語' }).press('Space');
    await page.getByRole('button', { name: '次へ' }).press('Enter');
    await page.getByRole('radio', { name: /バックアップから戻す/ }).press('Space');
    problems.push(...(await violationsOf(page)));
    await page.getByRole('button', { name: '次へ' }).press('Enter');
    await expect.poll(() => page.locator('pre').textContent()).toContain('musubi restore');
    problems.push(...(await violationsOf(page)));
    await page.getByRole('button', { name: '戻る' }).press('Enter');
    await page.getByRole('radio', { name: /新しく始める/ }).press('Space');
    await page.getByRole('button', { name: '次へ' }).press('Enter');
    await page.getByLabel('名前', { exact: true }).fill('山田 花子');
    await page.getByLabel('ログイン名').fill('yamada');
    await page.getByLabel('パスワード').fill('short');
    await page.getByRole('button', { name: '管理者を登録する' }).press('Enter');
    await page.getByText('8文字以上にしてください。').waitFor();
    problems.push(...(await violationsOf(page)));
    await page.getByLabel('パスワード').fill('asa no kouba 7ji');
    await page.getByRole('button', { name: '管理者を登録する' }).press('Enter');
    await page.getByText('温湿度センサー').waitFor();
    problems.push(...(await violationsOf(page)));
    expect(new URL(page.url()).hash).toBe('');
    await page.getByRole('link', { name: 'デモ工場を見てみる' }).press('Enter');
    await page.locator('.machine-tile').first().waitFor();
    await page.context().close();
    expect(problems).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('starts with own machines only after a second word, and says what goes and what stays', async () => {
    await using musubi = await openSampleMusubi('full');
    const { page } = await walkIn(browser, 'ja');
    await page.goto(`${musubi.url}/setup`);
    await page.getByRole('button', { name: '自分の機械で始める' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText(/測定値が消えます/).waitFor();
    await dialog.getByRole('button', { name: 'やめておく' }).click();
    await page.getByRole('button', { name: '自分の機械で始める' }).click();
    await dialog.getByRole('button', { name: 'デモ工場を取り除く' }).click();
    await page.getByRole('heading', { name: '機器を招待' }).waitFor();
    await page.context().close();
  });

  it('is refused without the whole link, and says where the link is', async () => {
    await using musubi = await openSampleMusubi('fresh');
    const { page } = await walkIn(browser, 'en');
    await page.goto(`${musubi.url}/setup`);
    await page.getByText('This is not the whole set-up link').waitFor();
    await page.goto(`${musubi.url}/`);
    await page.getByText('Musubi is not set up yet.').waitFor();
    await page.context().close();
  });
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, openBrowser, settle, speak, walkIn } from './browser.ts';
import { isBuilt, openSampleMusubi } from './sample-musubi.ts';

describe.skipIf(!hasBrowser || !isBuilt)('この工場', { timeout: 120_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  async function open(url: string): Promise<Page> {
    const { page } = await walkIn(browser, 'ja');
    await speak(page, 'ja');
    await page.goto(url);
    await settle(page);
    return page;
  }

  it('calls a backup good only after it was verified', async () => {
    await using musubi = await openSampleMusubi('empty');
    const page = await open(`${musubi.url}/site/backups`);
    await page.getByText('正常なバックアップがまだありません').waitFor();
    await page.getByRole('button', { name: '今すぐバックアップ' }).click();
    await page.getByRole('progressbar').waitFor();
    expect(await page.getByRole('cell', { name: '正常' }).count()).toBe(0);
    await page.getByRole('cell', { name: '正常' }).waitFor();
    await page.context().close();
  });

  it('prints the recovery key on one A4 page, and nothing else', async () => {
    await using musubi = await openSampleMusubi('full');
    const page = await open(`${musubi.url}/site/backups`);
    await page.getByLabel(/キーを表示するため/).fill('asa no kouba 7ji');
    await page.getByRole('button', { name: 'キーシートを表示' }).click();
    await page.locator('.print-only-sheet').waitFor({ state: 'attached' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('Musubi 復元キー').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: '今すぐバックアップ' }).isVisible()).toBe(false);
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
    await page.context().close();
  });

  it('shows a first password once', async () => {
    await using musubi = await openSampleMusubi('full');
    const page = await open(`${musubi.url}/site/people`);
    await page.getByRole('button', { name: '人を追加' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('名前', { exact: true }).fill('高橋 修');
    await dialog.getByLabel('ログイン名').fill('Takahashi');
    const added = page.waitForRequest((request) => request.method() === 'POST');
    await dialog.getByRole('button', { name: '人を追加' }).click();
    expect((await added).postDataJSON().login).toBe('takahashi');
    await page.getByText('hinode-kaban-7-tsuki').waitFor();
    await page.getByRole('button', { name: '閉じる' }).click();
    expect(await page.getByText('hinode-kaban-7-tsuki').count()).toBe(0);
    await page.getByRole('rowheader', { name: '高橋 修' }).waitFor();
    await page.context().close();
  });

  it('checks the audit, changes the language at once, and leaves', async () => {
    await using musubi = await openSampleMusubi('full');
    const { page } = await walkIn(browser, 'ja');
    await page.goto(`${musubi.url}/site/audit`);
    await page.getByRole('button', { name: '記録を検証する' }).click();
    await page.getByText('異常なし').waitFor();
    await page.goto(`${musubi.url}/site/me`);
    await page.getByLabel('言語').selectOption('en');
    await page.getByRole('heading', { name: 'My settings' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByLabel('Appearance').selectOption('dark');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    await page.getByLabel('Log-in name').fill('sato');
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Password').fill('right');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.locator('.machine-tile').first().waitFor();
    await page.context().close();
  });

  it('says what is safe when the link to Musubi is gone, and recovers by itself', async () => {
    await using musubi = await openSampleMusubi('full');
    const page = await open(`${musubi.url}/`);
    await page.route('**/api/machines', (route) => route.abort());
    await page
      .getByText('集めたデータは Musubi の中で無事です', { exact: false })
      .waitFor({ timeout: 60_000 });
    await page.unroute('**/api/machines');
    await page.getByRole('alert').waitFor({ state: 'hidden', timeout: 60_000 });
    await page.context().close();
  });
});

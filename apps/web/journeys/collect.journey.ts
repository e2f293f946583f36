import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, openBrowser, settle, speak, walkIn } from './browser.ts';
import { isBuilt, openSampleMusubi } from './sample-musubi.ts';

describe.skipIf(!hasBrowser || !isBuilt)('集める', { timeout: 120_000 }, () => {
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

  async function open(path: string): Promise<Page> {
    const { page } = await walkIn(browser, 'ja');
    await speak(page, 'ja');
    await page.goto(`${musubi.url}${path}`);
    await settle(page);
    return page;
  }

  it('names the connection that needs somebody, and why', async () => {
    const page = await open('/collect');
    await page.locator('.sentence').getByRole('link', { name: '事務所のブローカー' }).click();
    await page.getByText('接続先から応答がありません').waitFor();
    await page.getByText('ECONNREFUSED', { exact: false }).first().waitFor();
    await page.context().close();
  });

  it('asks for what a connector needs, tries it, and takes full-width digits', async () => {
    const page = await open('/collect/add');
    await page.getByRole('button', { name: /SHDR/ }).click();
    await page.getByRole('button', { name: '接続を保存' }).click();
    await page.getByText('入力してください。').waitFor();
    await page.getByLabel('アドレス').fill('192.168.1.31');
    await page.getByLabel('ポート').fill('７８７９');
    const tried = page.waitForRequest('**/api/connections/test');
    await page.getByRole('button', { name: '接続を試す' }).click();
    expect((await tried).postDataJSON().settings).toMatchObject({ host: '192.168.1.31', port: 7_879 });
    await page.getByText('つながりました').waitFor();
    await page.context().close();
  });

  it('accepts a found device under a name', async () => {
    const page = await open('/collect/found');
    await page.getByRole('button', { name: /^受け入れる/ }).click();
    await page.getByRole('dialog').getByLabel('名前').fill('倉庫の温湿度');
    const accepted = page.waitForRequest('**/accept');
    await page.getByRole('dialog').getByRole('button', { name: '受け入れる' }).click();
    expect((await accepted).postDataJSON()).toEqual({ name: '倉庫の温湿度' });
    await page.getByRole('status').getByText('倉庫の温湿度を受け入れました').waitFor();
    await page.context().close();
  });

  it('invites a device by code, QR and lines to copy', async () => {
    const page = await open('/collect/invite');
    await page.getByRole('button', { name: 'コードを作る' }).click();
    await page.getByText('K7QM-3XWD', { exact: true }).waitFor();
    await page.getByRole('img', { name: /QR/ }).waitFor();
    const lines = await page.locator('pre').allTextContents();
    expect(lines.some((line) => line.startsWith('mosquitto_pub'))).toBe(true);
    expect(lines.some((line) => line.includes('import json'))).toBe(true);
    await page.context().close();
  });

  it('changes an item only with bounds that make sense', async () => {
    const page = await open('/collect/items');
    await page.getByLabel('項目を探す').fill('室温');
    await page.getByRole('button', { name: /^変更/ }).click();
    const band = page.getByRole('group', { name: /通常範囲/ });
    await band.getByLabel('下限').fill('−１０');
    await band.getByLabel('上限').fill('ー２０');
    await page.getByText('下限（−10）は上限（−20）より小さくしてください。').waitFor();
    await band.getByLabel('上限').fill('２５．５');
    const changed = page.waitForRequest((request) => request.method() === 'PUT');
    await page.getByRole('button', { name: '変更を保存' }).click();
    expect((await changed).postDataJSON().normal).toEqual({ low: -10, high: 25.5 });
    await page.context().close();
  });

  it('shows what a filter does before it is saved, and suggests its threshold', async () => {
    const page = await open('/collect/filters/flt-1');
    await page.getByText(/件中.*件を保存/).waitFor();
    await page.getByRole('button', { name: 'このしきい値を使う' }).click();
    await expect.poll(() => page.getByLabel('最大誤差').inputValue()).toBe('0.62');
    const saved = page.waitForRequest((request) => request.url().endsWith('/api/filter-chains'));
    await page.getByRole('button', { name: 'フィルターを保存' }).click();
    expect((await saved).postDataJSON().steps[1]).toEqual({
      filter: 'swinging-door',
      error: 0.62,
      maxIntervalMs: 60_000,
    });
    await page.context().close();
  });

  it('shows a delivery that could not be read as it arrived', async () => {
    const page = await open('/collect/unreadable');
    await page.getByRole('button', { name: '中を見る' }).first().click();
    await page.getByText('{"force": 401.2, temperature}').waitFor();
    await page.getByRole('button', { name: 'バイト' }).click();
    await page.getByText('7b 22 66', { exact: false }).waitFor();
    await page.context().close();
  });

  it('imports a file only after its row errors were seen', async () => {
    const page = await open('/collect/files');
    await page
      .getByLabel('ファイルを選ぶ')
      .setInputFiles({ name: '電流.csv', mimeType: 'text/csv', buffer: Buffer.from('日時,電流A\n') });
    await page.getByText('電流.csv: 1,204行のうち、1行に誤りがあります。').waitFor();
    await page.getByRole('button', { name: '1,204行を保存' }).click();
    await page.getByText('2,406件を保存しました').waitFor();
    await page.context().close();
  });
});

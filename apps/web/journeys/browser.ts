import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = PLACES.find(existsSync);

/** Whether there is a browser to walk with; without one journeys are skipped. */
export const hasBrowser = executablePath !== undefined;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath ?? '',
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export type Language = 'ja' | 'en';

export const screens = {
  phone: { width: 390, height: 844 },
  tablet: { width: 1024, height: 768 },
  desktop: { width: 1440, height: 900 },
  /** 200 % zoom of a desktop: half as many CSS pixels. */
  zoomed: { width: 720, height: 450 },
} as const;

export interface Walk {
  page: Page;
  /** What the browser complained about: errors of scripts, refusals of the content security policy. */
  complaints: string[];
}

/** A fresh visitor in one language. */
export async function walkIn(
  browser: Browser,
  language: Language,
  options: BrowserContextOptions = {},
): Promise<Walk> {
  const context = await browser.newContext({
    viewport: screens.desktop,
    locale: language === 'ja' ? 'ja-JP' : 'en-US',
    timezoneId: 'Asia/Tokyo',
    ignoreHTTPSErrors: true,
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (401|404)/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}

/** Makes the sample's person speak this language, without changing the sample for the others. */
export async function speak(page: Page, language: Language): Promise<void> {
  await page.addInitScript((spoken) => localStorage.setItem('musubi-language', spoken), language);
  await page.route('**/api/me', async (route) => {
    const response = await route.fetch();
    const json = await response.json().catch(() => ({}));
    if (json.person) json.person.language = language;
    await route.fulfill({ response, json });
  });
}

/** Waits until nothing is being read and nothing is a skeleton any more. */
export async function settle(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.skeleton') === null);
  await page.evaluate(() => document.fonts.ready);
}

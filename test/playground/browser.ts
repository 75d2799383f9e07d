// Opens the playground's page in a real browser.
import { afterAll, onTestFinished } from 'vitest';
import { findChromium, openChromium } from '../../playground/chromium.ts';

const executable = findChromium();

/** For `describe.skipIf`. */
export const hasBrowser = executable !== null;

/** Why the tests are skipped, for their name. */
export const skipReason = hasBrowser ? '' : ' (skipped: no Chromium is installed; CHROMIUM may name one)';

export type Size = { readonly width: number; readonly height: number };

export const wide: Size = { width: 1280, height: 800 };
export const narrow: Size = { width: 400, height: 800 };

/**
 * Starts a browser and returns a function that opens a page of the fake. `problems` collects the page's errors, warnings,
 * and requests to other hosts. Call it once in a `describe`.
 */
export async function browserOn(url: string) {
  const browser = await openChromium(executable ?? '');
  afterAll(() => browser.close());
  return async (address: string, size: Size) => {
    const page = await browser.newPage({ viewport: size });
    page.setDefaultTimeout(60_000);
    onTestFinished(() => page.close());
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('data:')) problems.push(request.url());
    });
    await page.goto(`${url}/${address}`);
    return { page, problems };
  };
}

// A browser on the playground's page, for the tests of what a person sees there.
import { afterAll, onTestFinished } from 'vitest';
import { findChromium, openChromium } from '../../playground/chromium.ts';

const executable = findChromium();

/** For `describe.skipIf`. */
export const hasBrowser = executable !== null;

/** For the name of the tests: why they don't run here. */
export const unlessThereIsNone = hasBrowser
  ? ''
  : ' (skipped: no Chromium is installed; CHROMIUM may name one)';

export type Size = { readonly width: number; readonly height: number };

export const wide: Size = { width: 1280, height: 800 };
export const narrow: Size = { width: 400, height: 800 };

/** Opens pages of the fake; gives what went wrong in each of them beside it. Call it once in a `describe`. */
export async function browserOn(url: string) {
  const browser = await openChromium(executable ?? '');
  afterAll(() => browser.close());
  return async (address: string, size: Size) => {
    const page = await browser.newPage({ viewport: size });
    page.setDefaultTimeout(10_000);
    onTestFinished(() => page.close());
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (said) => {
      if (['error', 'warning'].includes(said.type())) troubles.push(said.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('data:')) troubles.push(request.url());
    });
    await page.goto(`${url}/${address}`);
    return { page, troubles };
  };
}

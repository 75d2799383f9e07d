// Finds and starts a Chromium that is installed already. Downloads nothing.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Returns the path of the executable, or `null`. The environment variable CHROMIUM takes precedence. */
export function findChromium(): string | null {
  return [process.env.CHROMIUM ?? '', ...places].find((place) => place !== '' && existsSync(place)) ?? null;
}

/** The arguments keep Chromium from making requests of its own. */
export function openChromium(executablePath: string): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath, args });
}

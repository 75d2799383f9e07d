// A Chromium that is on this machine already; none is downloaded.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/ContentStore/MacOS/Google Chrome',
  '/Applications/Chromium.app/ContentStore/MacOS/Chromium',
];

/** The path of the executable; CHROMIUM in the environment goes first. `null` when there is none. */
export function findChromium(): string | null {
  return [process.env.CHROMIUM ?? '', ...places].find((place) => place !== '' && existsSync(place)) ?? null;
}

/** It asks nothing of the network by itself. */
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

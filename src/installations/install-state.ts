// The OAuth `state` parameter of an installation: issued by this app for one browser, valid once and for a short time.
//
// It is signed and says itself when it expires, so issuing one stores nothing: anyone may look at the install page.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { consumeState, recordUsedState } from '../db/oauth-states.ts';
import type { Database } from '../db/transaction.ts';

/** The time between the click on the app's install page and the redirect from Slack, in milliseconds. */
export const stateLifeMs = 10 * 60_000;

export type InstallStates = {
  /** @param browser the key that the browser keeps as a cookie, see `newBrowserKey` */
  issue(browser: string): string;
  /** Whether the state was issued for this browser and has not expired. Reads and writes nothing. */
  isIssued(state: string, browser: string): boolean;
  /** Whether the state was issued for this browser, has not expired, and was not used before. Uses it up. */
  redeem(state: string, browser: string): Promise<boolean>;
};

/** A secret of one browser, so that no one can make another browser finish an installation that they began. */
export const newBrowserKey = (): string => randomBytes(32).toString('base64url');

/** @param secret signs the states */
export function createInstallStates(db: Database, secret: string): InstallStates {
  const sign = (parts: readonly string[]): Buffer =>
    createHmac('sha256', secret).update(JSON.stringify(parts)).digest();

  return {
    issue(browser) {
      const nonce = randomBytes(32).toString('base64url');
      const expiresAt = String(Date.now() + stateLifeMs);
      return `${nonce}.${sign([nonce, expiresAt, browser]).toString('base64url')}.${expiresAt}`;
    },
    isIssued,
    async redeem(state, browser) {
      // Checked first, so that made-up states cause no query.
      if (!isIssued(state, browser)) return false;
      // Version 0.1 stored each state that it issued.
      if (expiryOf(state) === undefined) return consumeState(db, hashState(state));
      return recordUsedState(db, hashState(state), stateLifeMs);
    },
  };

  function isIssued(state: string, browser: string): boolean {
    const [nonce = '', signature = ''] = state.split('.');
    const expiresAt = expiryOf(state);
    const signed = Buffer.from(signature, 'base64url');
    const expected = sign(expiresAt === undefined ? [nonce, browser] : [nonce, expiresAt, browser]);
    if (signed.length !== expected.length || !timingSafeEqual(signed, expected)) return false;
    return expiresAt === undefined || Number(expiresAt) > Date.now();
  }
}

/** In ms since the epoch; undefined in states of version 0.1. */
const expiryOf = (state: string): string | undefined => state.split('.')[2];

/** Only the hash is stored, so that no one who can read the database can finish an installation that someone began. */
const hashState = (state: string): string => createHash('sha256').update(state).digest('hex');

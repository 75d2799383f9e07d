// The state that goes along with an installation, to Slack and back: made by us, for this browser, once, not long ago.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { insertState, takeState } from '../db/oauth-states.ts';
import type { Database } from '../db/transaction.ts';

/** Between the click on our page and Slack's sending the member back. */
export const stateLifeMs = 10 * 60_000;

export type InstallStates = {
  /** @param browser what the browser keeps as a cookie; see `newBrowserKey` */
  issue(browser: string): Promise<string>;
  /** Whether it is one of ours, of this browser, in time and used for the first time. It is used up by that. */
  redeem(state: string, browser: string): Promise<boolean>;
};

/** Known to one browser and to nobody else, so that nobody can have another one end what they began. */
export const newBrowserKey = (): string => randomBytes(32).toString('base64url');

export function createInstallStates(db: Database, secret: string): InstallStates {
  const sign = (nonce: string, browser: string): Buffer =>
    createHmac('sha256', secret)
      .update(JSON.stringify([nonce, browser]))
      .digest();

  return {
    async issue(browser) {
      const nonce = randomBytes(32).toString('base64url');
      const state = `${nonce}.${sign(nonce, browser).toString('base64url')}`;
      await insertState(db, digestOf(state), stateLifeMs);
      return state;
    },
    async redeem(state, browser) {
      const [nonce = '', signature = ''] = state.split('.');
      const signed = Buffer.from(signature, 'base64url');
      const expected = sign(nonce, browser);
      // Before the database is asked: it needn't hear of what anybody makes up.
      if (signed.length !== expected.length || !timingSafeEqual(signed, expected)) return false;
      return takeState(db, digestOf(state));
    },
  };
}

/** The state itself is nowhere: who reads the database can't finish an installation that somebody began. */
const digestOf = (state: string): string => createHash('sha256').update(state).digest('hex');

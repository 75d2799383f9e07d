// The headers of the systems that people export from, and what people type: to add one, add it to a line of its list.
import type { KnownHeaders } from './header-target.ts';
import { headersByHand } from './headers-by-hand.ts';
import { headersOfOutlook } from './headers-of-outlook.ts';
import { headersOfSystems } from './headers-of-systems.ts';

export type { KnownHeaders, Target } from './header-target.ts';

/** Of a header that is listed twice, the first one counts; test/model/known-headers.test.ts keeps them the same. */
export const knownHeaders: Readonly<Record<string, KnownHeaders>> = {
  ...headersByHand,
  ...headersOfSystems,
  ...headersOfOutlook,
};

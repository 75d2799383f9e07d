// Why names and values are not shown in a place, in words.
import type { HiddenBecause } from '../../../model/hidden-because.ts';

/** To begin a sentence. */
export const hiddenBecauseWords: { readonly [Because in HiddenBecause]: string } = {
  'other company': 'People from another company can read this',
  'other workspaces': 'Other workspaces can read this',
  guests: 'Guests can read this',
  'not checked': "I'm still checking whether guests can read this",
  setting: 'This workspace shows names and values only in private',
  'not visible': "I can't see who reads this",
};

// Names an end user in one line of a list or a sentence.
import { shorten } from '../../block-kit/escape.ts';

/** Name and id: `Ana Núñez · 1045`, or `– · 1071` without a name. */
export function endUserLabel({ endUser, endUserId }: { endUser: string; endUserId: number }): string {
  return `${shorten(endUser.trim() || '–', 40)} · ${endUserId}`;
}

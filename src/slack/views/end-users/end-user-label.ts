// How one end user is named where a message tells of several.
import { shorten } from '../../block-kit/escape.ts';

/** `Ana Núñez · 1045`, `– · 1071` for somebody without a name. */
export function endUserLabel({ endUser, endUserId }: { endUser: string; endUserId: number }): string {
  return `${shorten(endUser.trim() || '–', 40)} · ${endUserId}`;
}

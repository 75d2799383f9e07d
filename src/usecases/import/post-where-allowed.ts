// Posts a file about an import: where the import's message is, or, if Slack refuses that for good, to the member.
import { type Import, type MessagePlace, replyPlaceOf } from '../../model/import.ts';
import { PlaceRefusedError } from '../place-refused-error.ts';

/**
 * @param memberId who waits for the file
 * @throws PlaceRefusedError if Slack refuses a direct message, too
 */
export async function postWhereAllowed(
  record: Import,
  memberId: string,
  post: (place: MessagePlace) => Promise<unknown>,
): Promise<void> {
  const place = replyPlaceOf(record, memberId);
  try {
    await post(place);
  } catch (error) {
    if (!(error instanceof PlaceRefusedError) || place.channelId === memberId) throw error;
    await post({ channelId: memberId, threadTs: null });
  }
}

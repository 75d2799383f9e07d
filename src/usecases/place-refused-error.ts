// Slack refuses a message or a file in a place for good: the channel is archived or read-only, or the bot is not in it.
import { RetryUselessError } from '../queue/errors.ts';

export class PlaceRefusedError extends RetryUselessError {
  override readonly name = 'PlaceRefusedError';
}
